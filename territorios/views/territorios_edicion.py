"""Crear y corregir territorios, y anotar los actos que los definen en el tiempo."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from comun.acceso import exigir, obtener_visible
from territorios.forms.definicion import FormularioDeDefinicion
from territorios.forms.territorio import FormularioDeTerritorio, tablas_de
from territorios.models import Territorio
from territorios.permissions import puede_crear_territorio, puede_editar_territorio


def _editable(request, codigo):
    territorio = obtener_visible(Territorio.objects.select_related("padre"), request.user, codigo=codigo.upper())
    exigir(puede_editar_territorio(request.user, territorio))
    return territorio


@require_http_methods(["GET", "POST"])
def crear(request):
    exigir(puede_crear_territorio(request.user))
    form = FormularioDeTerritorio(request.POST or None, usuario=request.user)
    if request.method == "POST" and form.is_valid() and (territorio := form.guardar(por=request.user)):
        messages.success(request, f"{territorio} quedó en el directorio. Ahora puedes anotar el acto que lo define.")
        return redirect(territorio)
    contexto = {"form": form, "territorio": None, "conjuntos": []}
    return render(request, "territorios/territorios/formulario.html", contexto)


@require_http_methods(["GET", "POST"])
def editar(request, codigo):
    territorio = _editable(request, codigo)
    form = FormularioDeTerritorio(request.POST or None, instance=territorio, usuario=request.user)
    conjuntos = tablas_de(territorio, data=request.POST or None)
    if request.method == "POST" and _guardar(form, [tabla for tabla, _ in conjuntos], por=request.user):
        messages.success(request, f"{form.instance} quedó guardado.")
        return redirect(form.instance)
    contexto = {"form": form, "territorio": territorio, "conjuntos": conjuntos}
    return render(request, "territorios/territorios/formulario.html", contexto)


def _guardar(form, tablas, *, por):
    """Todo o nada: si una parte no se pudo, ella dice por qué y no se guarda ninguna."""
    if not all([form.is_valid(), *(tabla.is_valid() for tabla in tablas)]):
        return False
    with transaction.atomic():
        motivo = form.cleaned_data["motivo"]
        listo = bool(form.guardar(por=por)) and all(tabla.guardar(por=por, motivo=motivo) for tabla in tablas)
        if not listo:
            transaction.set_rollback(True)
    return listo


@require_http_methods(["GET", "POST"])
def definicion_crear(request, codigo):
    return _definicion(request, _editable(request, codigo), None)


@require_http_methods(["GET", "POST"])
def definicion_editar(request, codigo, orden):
    territorio = _editable(request, codigo)
    numero = int(orden) if orden.isdecimal() and len(orden) < 5 else 0
    return _definicion(request, territorio, get_object_or_404(territorio.definiciones, orden=numero))


def _definicion(request, territorio, definicion):
    form = FormularioDeDefinicion(request.POST or None, instance=definicion, territorio=territorio)
    if request.method == "POST" and form.is_valid() and form.guardar(por=request.user):
        messages.success(request, f"La definición de {territorio} quedó guardada.")
        return redirect(territorio)
    contexto = {"form": form, "territorio": territorio, "definicion": definicion}
    return render(request, "territorios/definiciones/formulario.html", contexto)
