"""The tab 签到: sheets printed and brought back, the kiosk started and its list credited."""
