from webapp.base.i18n import lazy as _
from webapp.push.models import Device

DEVICES = {Device.PHONE: _("Phone"), Device.TABLET: _("Tablet"), Device.COMPUTER: _("Computer")}
