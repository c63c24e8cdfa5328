"""Dos que registran o marcan a la vez, contra un PostgreSQL vivo; sin lo que lo impide, la prueba debe notarlo."""

from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from actores.models import Actor, Persona
from comun.models.envio import EnvioQuerySet
from mesas import asistencia
from mesas.asistencia import ListaEnDisputa, guardar_lista
from mesas.models import Asistencia, Sesion
from mesas.models import sesion as modulo_de_sesion
from tests.fabricas.actores import PersonaFactory, TipoActorFactory
from tests.fabricas.mesas import IntegranteFactory, MesaFactory
from tests.fabricas.sesiones import SesionFactory
from tests.mesas.pantalla import marca, pantalla, punto, visita
from tests.mesas.test_acta_concurrencia import HILOS, a_la_vez

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def instancia(valparaiso):
    return MesaFactory(direcciones=[valparaiso]).instancias.get()


def clientes_de(usuario):
    clientes = [Client() for _ in range(HILOS)]
    for cliente in clientes:
        cliente.force_login(usuario)
    return clientes


def registrar_a_la_vez(encargada, instancia):
    """El mismo envío, HILOS veces a la vez. Devuelve cuántas sesiones, asistencias y puntos quedaron."""
    quien = IntegranteFactory(instancia=instancia, persona=PersonaFactory())
    datos = pantalla(instancia, otra_del_dia="on", **marca(quien, "presente")) | punto()
    a_la_vez([lambda c=c: c.post(reverse("sesion_crear"), datos) for c in clientes_de(encargada)])
    return Sesion.objects.count(), Asistencia.objects.count()


def test_apretar_varias_veces_registra_una_sola(encargada, instancia):
    assert registrar_a_la_vez(encargada, instancia) == (1, 1)
    assert Sesion.objects.get().puntos.count() == 1


def test_sin_la_clave_del_envio_la_prueba_lo_nota(encargada, instancia, monkeypatch):
    monkeypatch.setattr(EnvioQuerySet, "una_sola_vez", lambda self, clave, *, por, crear: crear())

    assert registrar_a_la_vez(encargada, instancia)[0] > 1


def agregar_a_la_vez(encargada, instancia):
    """La misma visita nueva, HILOS veces a la vez en una sesión que ya existe. Devuelve cuántas personas quedaron."""
    sesion = SesionFactory(instancia=instancia, estado="realizada")
    nueva = {"institucion": "Cooperativa Nueva", "persona": "Ana Modelo", "estado": "invitado", "ambito": "local"}
    nueva |= {"reconocida": "Cooperativa Nueva", "actor": "nueva", "tipo": TipoActorFactory().clave}
    datos = pantalla(instancia, version_leida=sesion.version, numero="1", confirmar="", **visita(**nueva))
    url = reverse("sesion_editar", args=[sesion.codigo])
    a_la_vez([lambda c=c: c.post(url, datos) for c in clientes_de(encargada)])
    return Persona.objects.count(), Actor.objects.count()


def test_la_misma_visita_a_la_vez_entra_una_vez_al_directorio(encargada, instancia):
    assert agregar_a_la_vez(encargada, instancia) == (1, 1)


def test_sin_mirar_quien_entro_recien_la_prueba_lo_nota(encargada, instancia, monkeypatch):
    monkeypatch.setattr(asistencia, "_ya_esta", lambda renglon, asistencias: False)

    assert agregar_a_la_vez(encargada, instancia)[0] > 1


def crear_a_la_vez(instancia):
    """Errores al crear HILOS sesiones distintas de la misma instancia a la vez."""
    return a_la_vez([lambda: Sesion.crear(por=None, instancia=instancia, desde="2026-03-04")] * HILOS)


def test_dos_sesiones_distintas_no_chocan_en_el_numero(instancia):
    assert crear_a_la_vez(instancia) == [None] * HILOS
    assert sorted(Sesion.objects.values_list("numero", flat=True)) == list(range(1, HILOS + 1))


def test_sin_bloquear_la_instancia_la_prueba_lo_nota(instancia, monkeypatch):
    nada = SimpleNamespace(get=lambda **clave: None)
    sin_bloqueo = SimpleNamespace(objects=SimpleNamespace(select_for_update=lambda **opciones: nada))
    monkeypatch.setattr(modulo_de_sesion, "Instancia", sin_bloqueo)

    assert any(crear_a_la_vez(instancia))


def test_dos_marcas_distintas_a_la_vez_dejan_una_y_avisan_a_la_otra(instancia, encargada):
    quien = IntegranteFactory(instancia=instancia, persona=PersonaFactory())
    sesion = SesionFactory(instancia=instancia, estado="realizada")
    clave = f"{quien.actor.codigo}:{quien.persona.codigo}"
    marcas = [{clave: ("", estado)} for estado in ("presente", "ausente", "excusado")]

    errores = a_la_vez([lambda m=m: guardar_lista(por=encargada, sesion=sesion, marcas=m) for m in marcas])

    assert [type(error) for error in errores if error] == [ListaEnDisputa] * 2
    assert Asistencia.objects.count() == 1
