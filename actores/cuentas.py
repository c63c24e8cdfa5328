"""Reglas de ingreso: nadie se inscribe por su cuenta; los usuarios los crea la administración."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from comun.models import Bitacora

NO_COINCIDEN = "El usuario o la contraseña no coinciden. Revísalos y vuelve a intentarlo."


class AdaptadorDeCuentas(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "Esta cuenta está desactivada. Pide a la administración que la active.",
        "email_password_mismatch": NO_COINCIDEN,
        "username_password_mismatch": NO_COINCIDEN,
        "enter_current_password": "Ésa no es tu contraseña actual.",
        "too_many_login_attempts": (
            "Hubo demasiados intentos fallidos con este usuario. Espera cinco minutos y vuelve a intentarlo, "
            "o recupera tu contraseña por correo."
        ),
        "rate_limited": "Son demasiadas peticiones seguidas. Espera un momento y vuelve a intentarlo.",
    }

    def is_open_for_signup(self, request):
        return False

    def respond_user_inactive(self, request, user):
        messages.error(request, self.error_messages["account_inactive"])
        return redirect("account_login")

    def login(self, request, user):
        super().login(request, user)
        user.anotar_visita(al=timezone.now())

    def format_email_subject(self, subject):
        return f"Mesas Territoriales: {subject}"

    def send_mail(self, template_prefix, email, context):
        super().send_mail(template_prefix, email, {**context, "URL_DEL_SITIO": settings.URL_DEL_SITIO})


class AdaptadorDelSegundoFactor(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "El código no es ése, ya se usó o venció. Escribe el que el teléfono muestra ahora.",
        "cannot_generate_recovery_codes": "Activa primero el segundo factor.",
    }

    def get_totp_label(self, user):
        return user.username


def enlace_para_clave(persona, *, por):
    """Un enlace firmado con que la persona elige su clave, para entregarlo en mano cuando el correo no llega.

    Sirve una vez y por los días que diga PASSWORD_RESET_TIMEOUT. Queda anotado quién lo pidió; el enlace, no.
    """
    llave = {"uidb36": user_pk_to_url_str(persona), "key": default_token_generator.make_token(persona)}
    Bitacora.objects.create(
        usuario=por, acto=Bitacora.Acto.ENLACE_DE_CLAVE, codigo_objeto=persona.username[:60], detalle=str(persona)
    )
    return settings.URL_DEL_SITIO + reverse("account_reset_password_from_key", kwargs=llave)
