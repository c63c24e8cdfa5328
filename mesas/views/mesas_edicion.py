"""Crear y editar una mesa, y llevarla de una fase a otra."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from comun.acceso import exigir
from mesas.camino import condiciones_de
from mesas.forms.mesa import FormularioDeFase, FormularioDeMesa
from mesas.models import Fase
from mesas.permissions import puede_crear_alguna_mesa
from mesas.views.escritura import cumplir, mesa_editable


@require_http_methods(["GET", "POST"])
def crear(request):
    exigir(puede_crear_alguna_mesa(request.user))
    form = FormularioDeMesa(request.POST or None, usuario=request.user, hoy=localdate())
    if request.method == "POST" and form.is_valid():
        mesa = form.guardar(por=request.user)
        if mesa:
            messages.success(request, f"Mesa creada con el código {mesa.codigo}. Ahora anota a sus integrantes.")
            return redirect(mesa)
    volver = reverse("mesas_lista")
    contexto = {"form": form, "titulo": "Nueva mesa", "accion": "Crear mesa", "volver": volver}
    return render(request, "mesas/formulario.html", contexto)


@require_http_methods(["GET", "POST"])
def editar(request, codigo):
    mesa = mesa_editable(request.user, codigo)
    form = FormularioDeMesa(request.POST or None, instance=mesa, usuario=request.user, hoy=localdate())
    if request.method == "POST" and form.is_valid() and form.guardar(por=request.user):
        messages.success(request, "Mesa guardada.")
        return redirect(mesa)
    contexto = {
        "form": form,
        "mesa": mesa,
        "titulo": "Editar la mesa",
        "accion": "Guardar",
        "volver": mesa.get_absolute_url(),
    }
    return render(request, "mesas/formulario.html", {**contexto, "objeto": mesa})


@require_http_methods(["GET", "POST"])
def cambiar_fase(request, codigo):
    mesa = mesa_editable(request.user, codigo)
    inicial = {"el": localdate(), "a": request.GET.get("a")}
    form = FormularioDeFase(request.POST or None, mesa=mesa, initial=inicial)
    if request.method == "POST" and form.is_valid() and cumplir(form, lambda: avanzar(mesa, form, request.user)):
        messages.success(request, f"La mesa pasó a {mesa.get_fase_display()}.")
        return redirect(mesa)
    mesa.refresh_from_db()
    contexto = {
        "form": form,
        "mesa": mesa,
        "titulo": "Cambiar de fase",
        "accion": "Cambiar de fase",
        "volver": mesa.get_absolute_url(),
        "condiciones": condiciones_de(mesa, al=localdate()),
        "cerrada": mesa.fase == Fase.CIERRE,
        "objeto": mesa,
    }
    return render(request, "mesas/mesas/fase.html", contexto)


def avanzar(mesa, form, usuario):
    datos = form.cleaned_data
    mesa.avanzar_fase(a=datos["a"], por=usuario, el=datos["el"], motivo=datos["motivo"])
