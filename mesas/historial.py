"""Lo de mesas con página de historial, y quién lo elimina; la de una sesión cuenta también sus actas y acuerdos."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from comun.historial import Historiado, anunciar
from comun.partes import Parte
from mesas.models import (
    Acta,
    ActividadPlan,
    Acuerdo,
    Compromiso,
    Diagnostico,
    DocumentoMesa,
    Instancia,
    Mesa,
    Sesion,
)
from mesas.permissions import puede_editar_mesa


def parte_de_mesa(tipo, modelo, *, seccion):
    """Una parte con código que se mira en una sección de la ficha de su mesa, y que elimina quien edita la mesa."""

    def ficha(parte):
        return f"{parte.mesa.get_absolute_url()}?seccion={seccion}"

    def obtener(usuario, codigo):
        visibles = modelo.objects.filter(mesa__in=Mesa.objects.visibles_para(usuario))
        return get_object_or_404(visibles.select_related("mesa"), codigo=codigo)

    def puede_eliminar(usuario, parte):
        return puede_editar_mesa(usuario, parte.mesa)

    return Historiado(tipo, modelo, obtener, puede_eliminar=puede_eliminar, ficha=ficha, al_eliminar=ficha)


anunciar(
    Historiado("mesa", Mesa, puede_eliminar=puede_editar_mesa, al_eliminar=lambda mesa: reverse("mesas_lista")),
    parte_de_mesa("instancia", Instancia, seccion="instancias"),
    parte_de_mesa("documento", DocumentoMesa, seccion="documentos"),
    parte_de_mesa("diagnostico", Diagnostico, seccion="diagnostico"),
    parte_de_mesa("actividad", ActividadPlan, seccion="plan"),
    Historiado(
        "sesion",
        Sesion,
        ademas=(Parte(Acta, ("sesion",)), Parte(Acuerdo, ("acta__sesion",))),
        puede_eliminar=lambda usuario, sesion: puede_editar_mesa(usuario, sesion.instancia.mesa),
        al_eliminar=lambda sesion: f"{sesion.instancia.mesa.get_absolute_url()}?seccion=sesiones",
    ),
    Historiado("compromiso", Compromiso),
)
