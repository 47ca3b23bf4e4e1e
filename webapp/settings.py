"""Every setting, typed, from the environment (`IN_MY_WORDS_*`, and `DATABASE_URL`)."""

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """`.env.example` says what each is for."""

    model_config = SettingsConfigDict(env_prefix="IN_MY_WORDS_", env_file=".env", extra="ignore", populate_by_name=True)

    instance: Path = Path("instance")
    database_url: str | None = Field(default=None, validation_alias="DATABASE_URL")
    base_url: str = "http://localhost:8000"
    host: str = "127.0.0.1"
    port: int = 8000
    web_processes: int = 2
    web_threads: int = 4
    proxies: int = 0
    metrics_token: str = ""
    demo: bool = False
    draft_languages: bool = False
    offline: bool = True
    sms: Literal["pretend", "notify", "http", "off"] = "pretend"
    notify_api_key: str = ""
    notify_base_url: str = "https://api.notifications.service.gov.uk"
    notify_template_id: str = ""
    notify_callback_token: str = ""
    notify_timeout: float = 5.0
    sms_url: str = ""
    sms_token: str = ""
    sms_lookup_url: str = ""
    sms_sender: str = ""
    sms_sender_field: str = "from"
    sms_to_field: str = "to"
    sms_body_field: str = "body"
    sms_reference_field: str = "reference"
    sms_id_field: str = "id"
    sms_timeout: float = 5.0
    email: Literal["pretend", "smtp", "off"] = "off"
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    smtp_user: str = ""
    smtp_password: str = ""
    smtp_timeout: float = 10.0
    email_from: str = ""
    quarantine_seconds: float = 90.0
    lease_seconds: float = 120.0
    push_key: str = ""
    push_contact: str = ""
    push_timeout: float = 5.0
    push_service_for_tests: str = ""
    test_numbers: bool = False
    rate_limits: bool = True
    log_level: str = "INFO"

    @property
    def database(self) -> str:
        """The SQLAlchemy address of the database: SQLite in the instance folder unless `DATABASE_URL` says otherwise."""
        if self.database_url:
            return self.database_url.replace("postgres://", "postgresql://", 1)
        return f"sqlite:///{self.instance.resolve()}/in-my-words.db"

    @property
    def key_file(self) -> Path:
        return self.instance / "keys.json"

    @property
    def push_key_file(self) -> Path:
        return self.instance / "push-key"

    @property
    def queue_file(self) -> Path:
        return self.instance / "huey.db"

    @property
    def secure(self) -> bool:
        return self.base_url.startswith("https://")

    @property
    def accepts_test_numbers(self) -> bool:
        return self.demo or self.test_numbers
