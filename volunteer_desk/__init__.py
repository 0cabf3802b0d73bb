"""志愿服务台 (volunteer_desk): volunteer service for a community, offline."""

__version__ = "0.1.0"
