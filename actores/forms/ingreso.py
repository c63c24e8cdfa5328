"""Formularios de ingreso y contraseñas: los de allauth, con palabras nuestras."""

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)

AYUDA_DE_CLAVE = "Doce caracteres o más. No uses tu nombre, tu usuario ni una contraseña conocida."


def _rotular(formulario, rotulos):
    """Pone rótulos y quita los textos de relleno: lo que se pide debe leerse también después de escribir."""
    for nombre, rotulo in rotulos.items():
        formulario.fields[nombre].label = rotulo
    for campo in formulario.fields.values():
        campo.widget.attrs.pop("placeholder", None)
    if "password1" in formulario.fields:
        formulario.fields["password1"].help_text = AYUDA_DE_CLAVE


class Ingreso(LoginForm):
    """Entrar con usuario o correo, y contraseña."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _rotular(self, {"login": "Usuario o correo", "password": "Contraseña"})
        self.fields["login"].max_length = 254
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "autocapitalize": "none", "maxlength": 254}
        self.fields["password"].help_text = ""


class CambioDeClave(ChangePasswordForm):
    """Cambiar la contraseña sabiendo la actual."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _rotular(
            self,
            {
                "oldpassword": "Contraseña actual",
                "password1": "Contraseña nueva",
                "password2": "Contraseña nueva, otra vez",
            },
        )
        self.fields["oldpassword"].help_text = ""


class ClavePrimera(SetPasswordForm):
    """Elegir contraseña quien entró sin tener una."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _rotular(self, {"password1": "Contraseña nueva", "password2": "Contraseña nueva, otra vez"})


class RecuperacionDeClave(ResetPasswordForm):
    """Pedir por correo un enlace para elegir otra contraseña."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _rotular(self, {"email": "Correo"})


class ClaveNueva(ResetPasswordKeyForm):
    """Elegir otra contraseña desde el enlace recibido."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _rotular(self, {"password1": "Contraseña nueva", "password2": "Contraseña nueva, otra vez"})
