"""Entrar sin contraseña como una persona de la demostración. Fuera de ella, no existe."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from actores.demo import PERSONAJES
from actores.models import Usuario
from comun.models import Bitacora


@require_POST
def entrar_como(request):
    if not settings.DEMO:
        raise Http404
    elegido = request.POST.get("usuario", "")
    if elegido not in {personaje.usuario for personaje in PERSONAJES}:
        raise Http404
    usuario = get_object_or_404(Usuario, is_active=True, username=elegido)
    get_adapter().login(request, usuario)
    Bitacora.objects.create(usuario=usuario, acto=Bitacora.Acto.INGRESO_DEMO, detalle="Entró desde la demostración")
    return redirect("inicio")
