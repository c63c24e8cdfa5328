"""Deshacer a la vez y mandar dos veces el mismo formulario, contra un PostgreSQL vivo, con su control negativo."""

import uuid
from threading import Barrier

import pytest
from django.db import transaction

from comun import borrado as borrados
from comun.borrado import NoSePuedeDeshacer, deshacer, eliminar
from comun.models import Envio
from comun.models.borrado import BorradoQuerySet
from comun.models.envio import EnvioQuerySet
from mesas.models import Eje
from tests.fabricas.actores import UsuarioFactory
from tests.fabricas.mesas import EjeFactory, MesaFactory
from tests.mesas.test_acta_concurrencia import a_la_vez

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

HILOS = 6


# --- Deshacer ---


def deshacer_entre_varias():
    """Lo que recibe cada una de las que deshacen a la vez la misma eliminación, de la que vuelve un solo eje."""
    por = UsuarioFactory()
    borrado = eliminar(EjeFactory(), por=por, motivo="Error")
    errores = a_la_vez([lambda: deshacer(borrado, por=por)] * HILOS)
    assert Eje.objects.count() == 1
    return sorted(str(error or "") for error in errores)


def test_de_quienes_deshacen_a_la_vez_una_restituye_y_las_demas_se_enteran():
    primera, *demas = deshacer_entre_varias()

    assert primera == ""
    assert all("ya se restituyó" in frase for frase in demas)
    assert Eje.history.filter(history_change_reason="Se deshizo la eliminación").count() == 1


def test_sin_el_bloqueo_la_prueba_lo_nota(monkeypatch):
    """Control negativo: sin bloquear la fila todas creen llegar primero, y sólo las detiene la clave de la tabla."""
    todas_la_leyeron, exigir = Barrier(HILOS), borrados._exigir_a_tiempo

    def exigir_cuando_todas_leyeron(borrado, ahora):
        exigir(borrado, ahora)
        todas_la_leyeron.wait(timeout=20)

    monkeypatch.setattr(BorradoQuerySet, "select_for_update", lambda self, **opciones: self)
    monkeypatch.setattr(borrados, "_exigir_a_tiempo", exigir_cuando_todas_leyeron)

    _, *demas = deshacer_entre_varias()

    assert all("ocupa su lugar" in frase for frase in demas)


def test_deshacer_y_ocupar_su_lugar_a_la_vez_deja_uno_solo():
    por, mesa = UsuarioFactory(), MesaFactory()
    borrado = eliminar(EjeFactory(mesa=mesa, nombre="Riego"), por=por, motivo="Error")

    errores = a_la_vez(
        [lambda: deshacer(borrado, por=por), lambda: Eje.crear(por=por, mesa=mesa, nombre="Riego", orden=9)]
    )

    assert Eje.objects.filter(nombre="Riego").count() == 1
    assert len([error for error in errores if error]) == 1
    assert isinstance(errores[0], NoSePuedeDeshacer | None)


# --- Doble envío ---


def enviar_varias_veces():
    """Manda a la vez el mismo formulario de creación; devuelve los nombres de lo que quedó creado."""
    por, mesa, clave = UsuarioFactory(), MesaFactory(), uuid.uuid4()
    recibidos = []

    def mandar(numero):
        def crear():
            return Eje.crear(por=por, mesa=mesa, nombre=f"Envío {numero}", orden=numero)

        with transaction.atomic():
            recibidos.append(Envio.objects.una_sola_vez(clave, por=por, crear=crear).nombre)

    errores = a_la_vez([lambda n=n: mandar(n) for n in range(1, HILOS + 1)])
    assert errores == [None] * HILOS
    return set(recibidos), set(Eje.objects.values_list("nombre", flat=True))


def test_el_mismo_formulario_mandado_a_la_vez_crea_una_sola_vez_y_todos_reciben_lo_mismo():
    recibidos, creados = enviar_varias_veces()

    assert len(creados) == 1
    assert recibidos == creados


def test_sin_la_clave_unica_del_envio_la_prueba_lo_nota(monkeypatch):
    """Control negativo: con una clave por envío, cada uno crea lo suyo."""
    anotar = EnvioQuerySet.create
    monkeypatch.setattr(
        EnvioQuerySet, "create", lambda self, clave, usuario: anotar(self, clave=uuid.uuid4(), usuario=usuario)
    )

    _, creados = enviar_varias_veces()

    assert len(creados) == HILOS
