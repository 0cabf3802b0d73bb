"""设置: the choices of one desk, and its safe-keeping."""
