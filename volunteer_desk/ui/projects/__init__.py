"""The page 队伍与项目: teams, projects, their activities, and the forms for each."""
