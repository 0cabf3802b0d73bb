"""Personal data as screens, lists and prints show it until somebody gives a reason."""


def mask_document(id_number: str | None) -> str:
    """First 3 and last 2 characters ("320*************16"); one too short for that fully."""
    if not id_number:
        return ""
    if len(id_number) < 8:
        return "*" * len(id_number)
    return f"{id_number[:3]}{'*' * (len(id_number) - 5)}{id_number[-2:]}"


def mask_phone(phone: str | None) -> str:
    """First 3 and last 4 digits ("138****1111"); a short number shows its last 2 only."""
    if not phone:
        return ""
    if len(phone) < 10:
        return "*" * max(len(phone) - 2, 0) + phone[-2:]
    return f"{phone[:3]}{'*' * (len(phone) - 7)}{phone[-4:]}"


def mask_name(name: str) -> str:
    """``王*``, as publicity lists show a name, however long it is."""
    return f"{name[0]}*" if len(name) > 1 else "*" * len(name)
