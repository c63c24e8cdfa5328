"""Crear y editar un proyecto: su ficha y, en tablas que se editan en su lugar, su dinero y su marco de resultados."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from comun.acceso import exigir, obtener_visible
from informes.forms.filas import guardar_juntas, pide_otra_fila, son_validas
from informes.forms.proyecto import FormularioDeInforme, FormularioDeProyecto
from informes.forms.tablas_del_proyecto import PARTES
from informes.models import InformeAnual, Proyecto
from informes.permissions import puede_editar_proyecto, puede_iniciar_proyecto

GET_Y_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_Y_POST)
def crear(request):
    exigir(puede_iniciar_proyecto(request.user))
    return _ficha(request, None)


@require_http_methods(GET_Y_POST)
def editar(request, codigo):
    return _ficha(request, _proyecto(request, codigo))


@require_http_methods(GET_Y_POST)
def editar_parte(request, codigo, parte):
    proyecto = _proyecto(request, codigo)
    if parte not in PARTES:
        raise Http404
    titulo, armar = PARTES[parte]
    data = request.POST if request.method == "POST" else None
    tablas = armar(proyecto, data)
    listas = data is not None and not pide_otra_fila(data) and son_validas(*tablas)
    if listas and guardar_juntas(*tablas, por=request.user):
        messages.success(request, f"{titulo} guardado.")
        return redirect("proyecto_editar_parte", codigo, parte)
    contexto = {"proyecto": proyecto, "titulo": titulo, "tablas": tablas, **_pestanas(proyecto, parte)}
    return render(request, "informes/proyectos/editar_parte.html", contexto)


@require_http_methods(GET_Y_POST)
def crear_informe(request, codigo):
    proyecto = _proyecto(request, codigo)
    hechos = set(proyecto.informes.values_list("anio", flat=True))
    anios = [anio for anio in reversed(proyecto.anios) if anio not in hechos and anio <= timezone.localdate().year]
    form = FormularioDeInforme(request.POST or None, anios=anios)
    if request.method == "POST" and form.is_valid():
        informe = InformeAnual.crear(por=request.user, proyecto=proyecto, anio=form.cleaned_data["anio"])
        messages.success(request, f"Informe de {informe.anio} abierto. Escríbelo en el orden que quieras.")
        return redirect("informe_escribir", informe.codigo)
    contexto = {"proyecto": proyecto, "form": form, "anios": anios}
    return render(request, "informes/proyectos/crear_informe.html", contexto)


def _proyecto(request, codigo):
    proyecto = obtener_visible(Proyecto.objects, request.user, codigo=codigo)
    exigir(puede_editar_proyecto(request.user, proyecto))
    return proyecto


def _ficha(peticion, proyecto):
    form = FormularioDeProyecto(peticion.POST or None, instance=proyecto, usuario=peticion.user)
    if peticion.method == "POST" and form.is_valid() and (guardado := form.guardar(por=peticion.user)):
        if proyecto:
            messages.success(peticion, "Proyecto guardado.")
            return redirect(guardado)
        messages.success(peticion, "Proyecto creado. Sigue con sus tasas, presupuestos y donantes.")
        return redirect("proyecto_editar_parte", guardado.codigo, "dinero")
    contexto = {"proyecto": proyecto, "form": form, **_pestanas(proyecto, "ficha")}
    return render(peticion, "informes/proyectos/editar.html", contexto)


def _pestanas(proyecto, actual):
    if proyecto is None:
        return {"pestanas": [], "actual": actual}
    partes = [
        (nombre, titulo, reverse("proyecto_editar_parte", args=[proyecto.codigo, nombre]))
        for nombre, (titulo, _) in PARTES.items()
    ]
    ficha = ("ficha", "Ficha", reverse("proyecto_editar", args=[proyecto.codigo]))
    return {"pestanas": [ficha, *partes], "actual": actual}
