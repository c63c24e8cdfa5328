"""Todas las direcciones del sitio. Los nombres son los de las vistas; las rutas, sustantivos en español."""

from allauth.account import views as cuentas
from allauth.mfa.base import views as segundo_factor
from allauth.mfa.recovery_codes import views as respaldo
from allauth.mfa.totp import views as totp
from django.contrib import admin
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from comun.views import salud

urlpatterns = [
    path("salud/", salud.viva, name="salud"),
    path("salud/lista/", salud.lista, name="salud_lista"),
    path("cuentas/entrar/", cuentas.login, name="account_login"),
    path("cuentas/salir/", cuentas.logout, name="account_logout"),
    path("cuentas/clave/cambiar/", cuentas.password_change, name="account_change_password"),
    path("cuentas/clave/definir/", cuentas.password_set, name="account_set_password"),
    path("cuentas/clave/recuperar/", cuentas.password_reset, name="account_reset_password"),
    path("cuentas/clave/recuperar/enviado/", cuentas.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^cuentas/clave/recuperar/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        cuentas.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "cuentas/clave/recuperada/",
        cuentas.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("cuentas/confirmar/", cuentas.reauthenticate, name="account_reauthenticate"),
    path("cuentas/segundo-factor/", segundo_factor.index, name="mfa_index"),
    path("cuentas/segundo-factor/entrar/", segundo_factor.authenticate, name="mfa_authenticate"),
    path("cuentas/segundo-factor/confirmar/", segundo_factor.reauthenticate, name="mfa_reauthenticate"),
    path("cuentas/segundo-factor/activar/", totp.activate_totp, name="mfa_activate_totp"),
    path("cuentas/segundo-factor/desactivar/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("cuentas/segundo-factor/respaldo/", respaldo.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "cuentas/segundo-factor/respaldo/hacer/", respaldo.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True), name="admin_ingreso"),
    path("admin/", admin.site.urls),
    path("", include("territorios.urls")),
    path("", include("actores.urls")),
    path("", include("mesas.urls")),
    path("", include("informes.urls")),
    path("", include("comun.urls")),
]

handler400 = "config.errores.peticion_mala"
handler403 = "config.errores.prohibido"
handler404 = "config.errores.no_existe"
handler429 = "config.errores.demasiados"
handler500 = "config.errores.fallo"
