"""Formularios del segundo factor: los de allauth, con palabras nuestras."""

from allauth.account.forms import ReauthenticateForm as ConClave
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm

DEL_TELEFONO = "Los seis números que muestra ahora la aplicación del teléfono."


def _pedir_codigo(formulario, ayuda):
    campo = formulario.fields["code"]
    campo.label, campo.help_text = "Código", ayuda
    campo.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": 20}


class CodigoDeIngreso(AuthenticateForm):
    """El segundo paso del ingreso: el código del teléfono o uno de respaldo."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _pedir_codigo(self, f"{DEL_TELEFONO} También sirve un código de respaldo.")


class CodigoParaSeguir(ReauthenticateForm):
    """Confirmar con el código que quien está sentado es quien entró."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _pedir_codigo(self, f"{DEL_TELEFONO} También sirve un código de respaldo.")


class ActivacionDelSegundoFactor(ActivateTOTPForm):
    """El primer código que muestra el teléfono, para probar que la clave quedó bien copiada."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _pedir_codigo(self, DEL_TELEFONO)


class ClaveParaSeguir(ConClave):
    """Confirmar con la contraseña que quien está sentado es quien entró."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = "Contraseña"
        self.fields["password"].widget.attrs = {"autocomplete": "current-password"}
