"""Lo que una persona escribe de una sentada queda en una fila del historial, sin perder rastro ni versiones."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from informes.escritura import AUTOGUARDADO, ConflictoDeTexto, escribir
from informes.models import SeccionNarrativa
from tests.fabricas.informes import InformeAnualFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def informe(valparaiso):
    return InformeAnualFactory(proyecto__direcciones=[valparaiso])


def autoguardar(informe, texto, *, por, leida, motivo=AUTOGUARDADO):
    datos = {"informe": informe, "clave": "I.C", "producto": None, "vigente": None}
    return escribir(**datos, texto=texto, version_leida=leida, por=por, motivo=motivo)


def filas():
    """(qué fue, texto, quién) de cada fila del historial, de la más antigua a la más nueva."""
    registros = SeccionNarrativa.history.order_by("history_date", "history_id").select_related("history_user")
    return [(fila.history_type, fila.texto, fila.history_user.username) for fila in registros]


def test_los_autoguardados_seguidos_dejan_la_fila_con_que_termina_la_sentada(informe, encargada):
    for n, texto in enumerate(("U", "Un", "Uno")):
        seccion = autoguardar(informe, texto, por=encargada, leida=n)

    assert filas() == [("+", "Uno", "encargada")]
    assert seccion.version == seccion.history.get().version == 3


def test_lo_que_habia_antes_de_la_sentada_conserva_su_fila(informe, encargada):
    autoguardar(informe, "Antes", por=encargada, leida=0, motivo="")
    for n, texto in enumerate(("Antes y", "Antes y después"), start=1):
        autoguardar(informe, texto, por=encargada, leida=n)

    assert filas() == [("+", "Antes", "encargada"), ("~", "Antes y después", "encargada")]


def test_guardar_con_el_boton_cierra_la_sentada(informe, encargada):
    autoguardar(informe, "U", por=encargada, leida=0)
    autoguardar(informe, "Uno", por=encargada, leida=1, motivo="")
    autoguardar(informe, "Uno y dos", por=encargada, leida=2)

    assert filas() == [("+", "Uno", "encargada"), ("~", "Uno y dos", "encargada")]


def test_otra_persona_abre_otra_sentada(informe, encargada, nacional):
    autoguardar(informe, "Uno", por=encargada, leida=0)
    autoguardar(informe, "Dos", por=nacional, leida=1)
    autoguardar(informe, "Tres", por=encargada, leida=2)

    assert [texto for _, texto, _ in filas()] == ["Uno", "Dos", "Tres"]


@pytest.mark.parametrize(("pasan", "cuantas"), [(timedelta(minutes=29), 1), (timedelta(minutes=31), 2)])
def test_media_hora_sin_escribir_la_termina(informe, encargada, pasan, cuantas):
    autoguardar(informe, "Uno", por=encargada, leida=0)

    with time_machine.travel(timezone.now() + pasan):
        autoguardar(informe, "Dos", por=encargada, leida=1)

    assert len(filas()) == cuantas


def test_lo_que_se_envio_a_revision_no_se_reescribe(informe, encargada):
    autoguardar(informe, "Lo que se envió", por=encargada, leida=0)
    informe.enviar(por=encargada)
    informe.retomar(por=encargada)

    autoguardar(informe, "Lo que se corrigió", por=encargada, leida=1)

    assert [texto for _, texto, _ in filas()] == ["Lo que se envió", "Lo que se corrigió"]


def test_quien_leyo_en_medio_de_la_sentada_sigue_sabiendo_del_choque(informe, encargada, nacional):
    for n, texto in enumerate(("U", "Un", "Uno")):
        autoguardar(informe, texto, por=encargada, leida=n)

    with pytest.raises(ConflictoDeTexto) as choque:
        autoguardar(informe, "De ella", por=nacional, leida=2)

    assert choque.value.guardada.texto == "Uno"
    assert informe.lo_escribio(encargada)


def test_la_pagina_autoguarda_en_una_sola_fila(entrar, encargada, informe):
    cliente, url = entrar(encargada), f"/informes/anual/{informe.codigo}/escribir/efecto/guardar/"

    for n, texto in enumerate(("U", "Un", "Uno")):
        assert cliente.post(url, {"texto": texto, "version_leida": n}).status_code == 200

    assert filas() == [("+", "Uno", "encargada")]
