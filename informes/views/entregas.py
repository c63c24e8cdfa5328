"""Las entregas de un año: quién envió su informe, quién está atrasado, y el recordatorio por correo."""

from types import SimpleNamespace

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from comun.acceso import exigir
from comun.tablas import Columna, Tabla
from comun.tablas_xlsx import mostrar_listado
from comun.templatetags.componentes import chip
from informes.models import InformeAnual, PlazoDeInforme
from informes.permissions import puede_recordar_entregas, puede_ver_entregas
from informes.revision_y_emision.entregas import ATRASADAS, SIN_EMPEZAR, del_estado, entregas, recordar
from informes.views.emision import TONOS
from territorios.en_vigor import con_direccion
from territorios.models import DireccionRegional

Etapa = PlazoDeInforme.Etapa
ANIOS = (2000, 2100)
ESTADOS = [("", "Todos"), (ATRASADAS, "atrasados"), (SIN_EMPEZAR, "sin empezar"), *InformeAnual.Estado.choices]


class FiltroDeEntregas(forms.Form):
    """El año que se informa y en qué van."""

    anio = forms.IntegerField(label="Año que se informa", required=False, min_value=ANIOS[0], max_value=ANIOS[1])
    estado = forms.ChoiceField(label="Estado", required=False, choices=ESTADOS)
    direccion = forms.ModelChoiceField(
        DireccionRegional.objects.filter(vigente_hasta=None).de_norte_a_sur(),
        label="Dirección regional",
        to_field_name="codigo",
        required=False,
        empty_label="Todas",
    )


def _estado(entrega):
    if entrega.informe is None:
        return chip("sin empezar", "neutro")
    return chip(entrega.informe.get_estado_display(), TONOS[entrega.estado])


def _plazo(entrega):
    if entrega.falta_enviar:
        return chip("atrasado en el envío", "atrasado")
    return chip("atrasada la emisión", "atrasado") if entrega.falta_emitir else chip("en plazo", "neutro")


COLUMNAS = (
    Columna("Informe", "codigo", "codigo", url=lambda e: e.informe.get_absolute_url() if e.informe else None),
    Columna("Proyecto", "proyecto.titulo", url=lambda e: e.proyecto.get_absolute_url()),
    Columna("Direcciones", lambda e: ", ".join(str(una) for una in e.proyecto.direcciones.all()) or "nacional"),
    Columna("Estado", _estado, "chip"),
    Columna("Plazo", _plazo, "chip"),
    Columna("Plazo de envío", lambda e: e.plazos.get(Etapa.ENVIO), "fecha", solo_xlsx=True),
    Columna("Plazo de emisión", lambda e: e.plazos.get(Etapa.EMISION), "fecha", solo_xlsx=True),
    Columna("Versiones emitidas", lambda e: e.informe.emitidas if e.informe else 0, "entero"),
)


@require_safe
def lista(request):
    exigir(puede_ver_entregas(request.user))
    form = FiltroDeEntregas(con_direccion(request.GET, request))
    pedido = form.cleaned_data if form.is_valid() else {}
    anio = pedido.get("anio") or _anio_por_omision()
    de = [pedido["direccion"]] if pedido.get("direccion") else None
    todas = entregas(request.user, anio=anio, hoy=timezone.localdate(), direcciones=de)
    tabla = Tabla(
        COLUMNAS,
        filas=del_estado(todas, pedido.get("estado")),
        peticion=request,
        vacio=f"No hay proyectos en curso en {anio}.",
        titulo=f"Entregas de {anio}",
        sustantivo=("informe", "informes"),
    )
    contexto = {
        "tabla": tabla,
        "filtro": SimpleNamespace(
            form=FiltroDeEntregas({**form.data.dict(), "anio": anio}) if form.is_valid() else form
        ),
        "anio": anio,
        "cuentas": _cuentas(todas, anio),
        "plazos": PlazoDeInforme.objects.filter(clase="anual", anio=anio).order_by("fecha"),
        "por_recordar": puede_recordar_entregas(request.user) and any(una.etapa_por_recordar for una in todas),
    }
    return mostrar_listado(request, "informes/entregas/lista.html", contexto, f"entregas-{anio}")


@require_POST
def avisar(request):
    exigir(puede_recordar_entregas(request.user))
    form = FiltroDeEntregas(request.POST)
    anio = (form.cleaned_data.get("anio") if form.is_valid() else None) or _anio_por_omision()
    hecho = recordar(por=request.user, anio=anio, hoy=timezone.localdate())
    messages.success(request, f"Recordatorios enviados: {hecho.enviados}. Ya se habían enviado hoy: {hecho.de_hoy}.")
    if hecho.sin_correo:
        messages.warning(request, f"Nadie con correo puede enviarlo o emitirlo: {', '.join(hecho.sin_correo)}.")
    return redirect(f"{reverse('entregas_lista')}?anio={anio}")


def _cuentas(todas, anio):
    """Ternas (qué, cuántos, tono)."""
    atrasadas = sum(una.esta_atrasada for una in todas)
    return [
        (f"Informes de {anio}", len(todas), ""),
        ("Entregados", sum(una.esta_entregada for una in todas), ""),
        ("Emitidos", sum(una.esta_emitida for una in todas), ""),
        ("Atrasados", atrasadas, "atrasado" if atrasadas else ""),
    ]


def _anio_por_omision():
    """El último año con plazo; si no hay plazos, el que terminó."""
    ultimo = PlazoDeInforme.objects.filter(clase="anual").order_by("-anio").values_list("anio", flat=True).first()
    return ultimo or timezone.localdate().year - 1
