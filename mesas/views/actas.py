"""Revisar y aprobar el acta de una sesión, y rectificar la aprobada."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from comun.acceso import exigir, obtener_visible
from mesas.congelar_acta import huella_viva
from mesas.forms.acta import FormularioDeAprobacion, FormularioDeRectificacion
from mesas.generar import acta_de
from mesas.models import Acta, Sesion
from mesas.permissions import puede_editar_mesa
from mesas.revision_acta import condiciones_del_acta
from mesas.views.escritura import cumplir
from mesas.views.pasos import descargas_del_acta


@require_http_methods(["GET", "POST"])
def aprobar(request, codigo):
    sesion = _sesion(request, codigo)
    acta = acta_de(sesion)
    if acta is None or acta.esta_sellado:
        messages.info(request, "Esta sesión no tiene un acta por aprobar.")
        return redirect(sesion)
    inicial = {"el": localdate()}
    form = FormularioDeAprobacion(request.POST or None, leida=huella_viva(acta), hoy=localdate(), initial=inicial)
    if request.method == "POST" and form.is_valid() and cumplir(form, lambda: _aprobar(sesion, form, request.user)):
        messages.success(request, "Acta aprobada: sus acuerdos tienen número y ya se puede verificar.")
        return redirect(sesion)
    contexto = {
        "form": form,
        "sesion": sesion,
        "titulo": "Revisar y aprobar el acta",
        "condiciones": condiciones_del_acta(acta, al=localdate(), donde=reverse("sesion_editar", args=[codigo])),
        "formatos": descargas_del_acta(sesion, acta.numero_version),
    }
    return render(request, "mesas/actas/aprobar.html", contexto)


def _aprobar(sesion, form, usuario):
    with transaction.atomic():
        Acta.abierta_de(sesion, por=usuario).aprobar(por=usuario, **form.cleaned_data)


@require_http_methods(["GET", "POST"])
def rectificar(request, codigo):
    sesion = _sesion(request, codigo)
    acta = acta_de(sesion)
    if acta is None or not acta.esta_sellado:
        messages.info(request, "Sólo se rectifica un acta aprobada.")
        return redirect(sesion)
    form = FormularioDeRectificacion(request.POST or None, acta=acta)
    if (
        request.method == "POST"
        and form.is_valid()
        and cumplir(form, lambda: acta.rectificar(por=request.user, **form.cleaned_data))
    ):
        messages.success(request, "Abriste una versión nueva del acta: la anterior rige hasta que la apruebes.")
        return redirect(sesion)
    contexto = {"form": form, "sesion": sesion, "titulo": "Rectificar el acta"}
    return render(request, "mesas/actas/rectificar.html", contexto)


def _sesion(request, codigo):
    sesion = obtener_visible(Sesion.objects.select_related("instancia__mesa"), request.user, codigo=codigo)
    exigir(puede_editar_mesa(request.user, sesion.instancia.mesa))
    return sesion
