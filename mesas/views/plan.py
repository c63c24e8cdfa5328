"""Documentos, diagnósticos, ejes y actividades de una mesa: crearlos, editarlos y llevarlos de un estado a otro."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from comun.fechas import avisos_de
from mesas.forms.plan import (
    ConjuntoDeEjes,
    FormularioDeActividad,
    FormularioDeDiagnostico,
    FormularioDeDocumento,
    FormularioDeEstado,
    FormularioDeValidacion,
)
from mesas.models import ActividadPlan, Diagnostico, DocumentoMesa
from mesas.views.escritura import cumplir, mesa_editable, parte_editable
from mesas.views.secciones import url_de


def escribir(peticion, form, mesa, *, seccion, titulo, accion, hecho):
    """Muestra el formulario o, si se mandó y vale, guarda y vuelve a la sección de la mesa."""
    if peticion.method == "POST" and form.is_valid() and form.guardar(por=peticion.user):
        messages.success(peticion, hecho)
        for frase in avisos_de(form):
            messages.warning(peticion, frase)
        return redirect(url_de(mesa, seccion[1]))
    contexto = {"form": form, "mesa": mesa, "seccion": seccion, "titulo": titulo, "accion": accion}
    contexto["objeto"] = form.instance if form.instance.pk else None
    return render(peticion, "mesas/formulario.html", {**contexto, "volver": url_de(mesa, seccion[1])})


DOCUMENTOS = ("Documentos", "documentos")
DIAGNOSTICO = ("Diagnóstico", "diagnostico")
PLAN = ("Plan", "plan")


@require_http_methods(["GET", "POST"])
def crear_documento(request, codigo):
    mesa = mesa_editable(request.user, codigo)
    form = FormularioDeDocumento(request.POST or None, instance=DocumentoMesa(mesa=mesa))
    palabras = {"titulo": "Nuevo documento", "accion": "Anotar documento", "hecho": "Documento anotado."}
    return escribir(request, form, mesa, seccion=DOCUMENTOS, **palabras)


@require_http_methods(["GET", "POST"])
def editar_documento(request, codigo):
    documento = parte_editable(DocumentoMesa.objects, request.user, codigo)
    form = FormularioDeDocumento(request.POST or None, instance=documento)
    palabras = {"titulo": f"Editar {documento}", "accion": "Guardar", "hecho": "Documento guardado."}
    return escribir(request, form, documento.mesa, seccion=DOCUMENTOS, **palabras)


@require_http_methods(["GET", "POST"])
def crear_diagnostico(request, codigo):
    mesa = mesa_editable(request.user, codigo)
    form = FormularioDeDiagnostico(request.POST or None, instance=Diagnostico(mesa=mesa))
    palabras = {"titulo": "Nuevo diagnóstico", "accion": "Anotar diagnóstico", "hecho": "Diagnóstico anotado."}
    return escribir(request, form, mesa, seccion=DIAGNOSTICO, **palabras)


@require_http_methods(["GET", "POST"])
def editar_diagnostico(request, codigo):
    diagnostico = parte_editable(Diagnostico.objects, request.user, codigo)
    form = FormularioDeDiagnostico(request.POST or None, instance=diagnostico)
    palabras = {"titulo": f"Editar «{diagnostico}»", "accion": "Guardar", "hecho": "Diagnóstico guardado."}
    return escribir(request, form, diagnostico.mesa, seccion=DIAGNOSTICO, **palabras)


@require_http_methods(["GET", "POST"])
def validar_diagnostico(request, codigo):
    diagnostico = parte_editable(Diagnostico.objects, request.user, codigo)
    form = FormularioDeValidacion(request.POST or None, initial={"el": localdate()})
    if (
        request.method == "POST"
        and form.is_valid()
        and cumplir(form, lambda: diagnostico.validar(por=request.user, **form.cleaned_data))
    ):
        messages.success(request, "La mesa dio por bueno el diagnóstico.")
        return redirect(url_de(diagnostico.mesa, "diagnostico"))
    contexto = {"form": form, "mesa": diagnostico.mesa, "seccion": DIAGNOSTICO, "accion": "Validar"}
    contexto["objeto"] = diagnostico
    contexto |= {"titulo": f"Validar «{diagnostico}»", "volver": url_de(diagnostico.mesa, "diagnostico")}
    return render(request, "mesas/formulario.html", contexto)


@require_http_methods(["GET", "POST"])
def editar_ejes(request, codigo):
    mesa = mesa_editable(request.user, codigo)
    conjunto = ConjuntoDeEjes(request.POST or None, instance=mesa, queryset=mesa.ejes.order_by("orden", "nombre"))
    if request.method == "POST" and conjunto.is_valid() and conjunto.guardar(por=request.user):
        messages.success(request, "Ejes guardados.")
        return redirect(url_de(mesa, "plan"))
    contexto = {"conjunto": conjunto, "mesa": mesa, "objeto": mesa, "volver": url_de(mesa, "plan")}
    return render(request, "mesas/mesas/ejes.html", contexto)


@require_http_methods(["GET", "POST"])
def crear_actividad(request, codigo):
    mesa = mesa_editable(request.user, codigo)
    form = FormularioDeActividad(request.POST or None, instance=ActividadPlan(mesa=mesa))
    palabras = {"titulo": "Nueva actividad", "accion": "Anotar actividad", "hecho": "Actividad anotada en el plan."}
    return escribir(request, form, mesa, seccion=PLAN, **palabras)


@require_http_methods(["GET", "POST"])
def editar_actividad(request, codigo):
    actividad = parte_editable(ActividadPlan.objects, request.user, codigo)
    form = FormularioDeActividad(request.POST or None, instance=actividad)
    palabras = {"titulo": f"Editar {actividad.codigo}", "accion": "Guardar", "hecho": "Actividad guardada."}
    return escribir(request, form, actividad.mesa, seccion=PLAN, **palabras)


@require_http_methods(["GET", "POST"])
def cambiar_estado(request, codigo):
    actividad = parte_editable(ActividadPlan.objects, request.user, codigo)
    form = FormularioDeEstado(request.POST or None, actividad=actividad)
    if (
        request.method == "POST"
        and form.is_valid()
        and cumplir(form, lambda: actividad.cambiar_estado(por=request.user, **form.cleaned_data))
    ):
        messages.success(request, f"«{actividad.nombre}» quedó {actividad.get_estado_display()}.")
        return redirect(url_de(actividad.mesa, "plan"))
    contexto = {"form": form, "mesa": actividad.mesa, "seccion": PLAN, "accion": "Guardar estado"}
    contexto["objeto"] = actividad
    contexto |= {"titulo": f"Estado de {actividad.codigo}", "bajada": actividad.nombre}
    return render(request, "mesas/formulario.html", {**contexto, "volver": url_de(actividad.mesa, "plan")})
