"""Quienes representan a un actor: anotarlos, corregirlos y decir hasta cuándo."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from actores.forms.persona import PRIVACIDAD, FormularioDePersona, representaciones_de
from actores.models import Actor, Persona
from actores.permissions import puede_editar_actor, puede_editar_persona
from comun.acceso import exigir, obtener_visible
from comun.models import Bitacora

PLANTILLA = "actores/personas/formulario.html"


@require_http_methods(["GET", "POST"])
def crear(request, codigo):
    """Anota a una persona nueva como representante del actor."""
    actor = obtener_visible(Actor.objects.all(), request.user, codigo=codigo)
    exigir(puede_editar_actor(request.user, actor))
    form = FormularioDePersona(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid() and (persona := form.guardar(por=request.user)):
        messages.success(request, f"{persona.nombre} quedó como representante de {actor}.")
        return redirect(actor)
    contexto = {
        "form": form,
        "actor": actor,
        "privacidad": PRIVACIDAD,
        "conjuntos": [],
        "parecidos": [_presentar(una, request.user) for una in form.parecidos],
    }
    return render(request, PLANTILLA, contexto)


@require_http_methods(["GET", "POST"])
def editar(request, codigo):
    """Corrige a la persona y lo que representa; sólo lo de los actores que quien edita puede tocar."""
    persona = obtener_visible(Persona.objects.all(), request.user, codigo=codigo)
    exigir(puede_editar_persona(request.user, persona))
    form = FormularioDePersona(request.POST or None, instance=persona)
    filas = representaciones_de(persona, usuario=request.user, data=request.POST or None)
    if request.method == "POST" and _guardar(form, filas, por=request.user):
        messages.success(request, f"Los datos de {persona.nombre} quedaron guardados.")
        return redirect(persona.ultima_institucion() or "actores_lista")
    _anotar_lectura(request.user, persona)
    contexto = {
        "form": form,
        "actor": persona.ultima_institucion(),
        "privacidad": PRIVACIDAD,
        "conjuntos": [(filas, "A quién representa")],
    }
    return render(request, PLANTILLA, contexto)


def _guardar(form, filas, *, por):
    """Todo o nada: si una parte no se pudo, ella dice por qué y no se guarda ninguna."""
    if not all([form.is_valid(), filas.is_valid()]):
        return False
    with transaction.atomic():
        listo = bool(form.guardar(por=por)) and filas.guardar(por=por, motivo=form.cleaned_data["motivo"])
        if not listo:
            transaction.set_rollback(True)
    return listo


def _presentar(persona, usuario):
    """(quién es, dónde se abre, a quién representa) de alguien parecido; su ficha, si quien mira la puede editar."""
    actor = persona.ultima_institucion()
    ficha = reverse("persona_editar", args=[persona.codigo])
    url = ficha if puede_editar_persona(usuario, persona) or actor is None else actor.get_absolute_url()
    representa = f"representa a {actor}" if actor else "no representa a nadie"
    return persona.nombre, url, f"{representa} · {persona.codigo}"


def _anotar_lectura(usuario, persona):
    """Abrir los datos sensibles de una persona queda en la bitácora."""
    if persona.sensible:
        Bitacora.objects.create(
            usuario=usuario,
            acto=Bitacora.Acto.LECTURA_SENSIBLE,
            codigo_objeto=persona.codigo,
            detalle="ficha para editar",
        )
