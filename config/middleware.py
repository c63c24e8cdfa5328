"""Lo que rodea a toda vista.

Nadie entra sin sesión, salvo a las rutas públicas que enumera una sola lista; ni administra sin segundo factor. Y lo
que se lee viaja comprimido.
"""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import Http404
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import redirect

from config.rutas_publicas import RUTAS_PUBLICAS


class CerradoPorDefecto(LoginRequiredMiddleware):
    """Exige sesión en toda vista cuyo nombre no esté en RUTAS_PUBLICAS, diga lo que diga la vista."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        if any("\0" in str(valor) for valor in view_kwargs.values()):
            raise Http404  # ningún código lleva un byte nulo, y PostgreSQL ni siquiera lo recibe
        if request.resolver_match.view_name in RUTAS_PUBLICAS or request.user.is_authenticated:
            return None
        return self.handle_no_permission(request, view_func)

    def get_login_url(self, view_func):
        """Un solo ingreso, también para el admin."""
        return settings.LOGIN_URL


class ExigeSegundoFactor:
    """Quien administra y aún no tiene segundo factor lo activa antes que nada, si la instalación lo exige."""

    PARA_ACTIVARLO = RUTAS_PUBLICAS | {"mfa_activate_totp", "account_reauthenticate"}

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not settings.EXIGE_SEGUNDO_FACTOR or request.resolver_match.view_name in self.PARA_ACTIVARLO:
            return None
        usuario = request.user
        if not usuario.is_authenticated or not usuario.es_administrador:
            return None
        if is_mfa_enabled(usuario, [Authenticator.Type.TOTP]):
            return None
        messages.warning(request, "Antes de administrar, activa tu segundo factor: un código en tu teléfono.")
        return redirect("mfa_activate_totp")


class ComprimeTexto(GZipMiddleware):
    """Comprime las páginas y los datos, también sin proxy delante; un PDF o un libro ya vienen comprimidos."""

    TEXTOS = ("text/", "application/json")

    def process_response(self, request, response):
        if not response.get("Content-Type", "").startswith(self.TEXTOS):
            return response
        return super().process_response(request, response)
