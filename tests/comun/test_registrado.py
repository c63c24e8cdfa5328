"""Registrado y Correlativo: nadie pisa un cambio ajeno, todo queda con autor y motivo, y no hay códigos saltados."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from comun.models import CifraDeclarada, Correlativo, EdicionSimultanea
from tests.fabricas.comun import CifraDeclaradaFactory

CAMPOS = {"mide": "sesiones", "ambito": "M-05-0001", "valor": 3, "unidad": "sesiones", "documento": "Informe"}


def test_crear_asigna_codigo_version_autora_y_motivo(encargada):
    cifra = CifraDeclarada.crear(por=encargada, motivo="Del informe", **CAMPOS)

    alta = cifra.history.get()
    assert (cifra.codigo, cifra.version) == ("F-000001", 1)
    assert (alta.history_type, alta.history_user, alta.history_change_reason) == ("+", encargada, "Del informe")


def test_crear_con_algo_invalido_no_deja_nada_ni_gasta_el_numero(encargada):
    with pytest.raises(ValidationError):
        CifraDeclarada.crear(por=encargada, **{**CAMPOS, "unidad": "litros"})

    assert not CifraDeclarada.objects.exists()
    assert CifraDeclarada.crear(por=encargada, **CAMPOS).codigo == "F-000001"


def test_registrar_avanza_la_version_y_deja_el_antes_y_el_despues(encargada):
    cifra = CifraDeclaradaFactory(nota="antes")
    cifra.nota = "después"

    cifra.registrar(por=encargada, motivo="Corrección")

    ultimo = cifra.history.latest()
    cambios = {c.field: (c.old, c.new) for c in ultimo.diff_against(ultimo.prev_record).changes}
    assert cambios == {"nota": ("antes", "después")}
    assert ultimo.version == 2
    assert (ultimo.history_user, ultimo.history_change_reason) == (encargada, "Corrección")


def test_el_historial_muestra_tambien_lo_que_no_se_edita_en_formularios(db):
    cifra = CifraDeclaradaFactory(codigo="F-1")
    cifra.codigo = "F-2"

    cifra.registrar(por=None)

    ultimo = cifra.history.latest()
    assert ultimo.diff_against(ultimo.prev_record).changed_fields == ["codigo"]


def test_una_orden_del_sistema_registra_sin_autora(db):
    cifra = CifraDeclaradaFactory()

    cifra.registrar(por=None, motivo="Reparación")

    assert cifra.history.latest().history_user is None


def test_quien_guarda_segundo_recibe_edicion_simultanea_y_no_pisa(encargada, lectora):
    mia = CifraDeclaradaFactory(nota="original")
    otra = CifraDeclarada.objects.get(pk=mia.pk)
    otra.nota = "la primera"
    otra.registrar(por=lectora)
    mia.nota = "la segunda"

    with pytest.raises(EdicionSimultanea, match="Otra persona guardó"):
        mia.registrar(por=encargada)

    mia.refresh_from_db()
    assert (mia.nota, mia.version, mia.history.count()) == ("la primera", 2, 2)


def test_los_correlativos_van_de_uno_en_uno_por_serie(db):
    siguiente = Correlativo.objects.siguiente

    assert [siguiente("M-05"), siguiente("M-05"), siguiente("M-07")] == [1, 2, 1]


def test_un_numero_de_una_transaccion_deshecha_se_vuelve_a_entregar(db):
    with pytest.raises(RuntimeError), transaction.atomic():
        Correlativo.objects.siguiente("M-05")
        raise RuntimeError

    assert Correlativo.objects.siguiente("M-05") == 1


# --- Concurrencia de verdad: sólo en PostgreSQL, y cada prueba con su control que falla sin el bloqueo ---


def a_la_vez(tarea, veces):
    """Corre `tarea()` en `veces` hilos que parten juntos; devuelve lo que entregó o levantó cada uno."""
    salida, partida = [], threading.Barrier(veces)

    def correr():
        try:
            partida.wait()
            salida.append(tarea())
        except EdicionSimultanea as conflicto:
            salida.append(conflicto)
        finally:
            connection.close()

    hilos = [threading.Thread(target=correr) for _ in range(veces)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    return salida


def numero_sin_bloqueo(ambos_leyeron):
    fila = Correlativo.objects.get(serie="X")
    ambos_leyeron.wait()
    fila.ultimo += 1
    fila.save()
    return fila.ultimo


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_ocho_a_la_vez_reciben_ocho_numeros_seguidos():
    assert sorted(a_la_vez(lambda: Correlativo.objects.siguiente("X"), 8)) == list(range(1, 9))


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_control_sin_bloqueo_dos_reciben_el_mismo_numero():
    Correlativo.objects.create(serie="X")
    ambos_leyeron = threading.Barrier(2)

    assert a_la_vez(lambda: numero_sin_bloqueo(ambos_leyeron), 2) == [1, 1]


def guardar_lo_leido(pk, ambos_leyeron, guardar):
    cifra = CifraDeclarada.objects.get(pk=pk)
    ambos_leyeron.wait()
    cifra.valor += 1
    guardar(cifra)
    return cifra.valor


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_de_dos_que_leyeron_lo_mismo_solo_una_guarda():
    cifra, ambos_leyeron = CifraDeclaradaFactory(valor=1), threading.Barrier(2)

    salida = a_la_vez(lambda: guardar_lo_leido(cifra.pk, ambos_leyeron, lambda c: c.registrar(por=None)), 2)

    assert sorted(type(s).__name__ for s in salida) == ["Decimal", "EdicionSimultanea"]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_control_sin_version_se_pierde_un_cambio_confirmado():
    cifra, ambos_leyeron = CifraDeclaradaFactory(valor=1), threading.Barrier(2)

    salida = a_la_vez(lambda: guardar_lo_leido(cifra.pk, ambos_leyeron, lambda c: c.save()), 2)

    cifra.refresh_from_db()
    assert (salida, cifra.valor) == ([2, 2], 2)
