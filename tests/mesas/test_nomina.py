"""Integrantes anotados de a varios: leer lo pegado, reconocer a cada quien, y todo o nada."""

from datetime import date

import pytest

from actores.models import Actor, Persona, Sector
from actores.nombres import NombresDeActores
from mesas.forms.nomina import PegarForm, RenglonesPegados
from mesas.forms.renglones import NUEVA, datos_de
from mesas.models import Integrante
from mesas.nomina import NominaRechazada, Renglon, anotar_nomina
from tests.fabricas.actores import ActorFactory, PersonaFactory, TipoActorFactory
from tests.fabricas.mesas import MesaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def instancia(valparaiso):
    return MesaFactory(direcciones=[valparaiso]).instancias.get()


# --- Leer ---


def leer_pegado(texto):
    form = PegarForm({"texto": texto})
    assert form.is_valid(), form.errors
    return form.filas


@pytest.mark.parametrize(
    "texto",
    [
        "Serviu\tAna Modelo\tDirectora\tSuplente\t01-03-2026",
        "Serviu;Ana Modelo;Directora;suplente;01-03-2026",
        '"Serviu","Ana Modelo",Directora,SUPLENTE,01-03-2026',
        "Institución\tPersona\tCargo\tCalidad\tDesde\nServiu\tAna Modelo\tDirectora\tSuplente\t01-03-2026\n\n",
        "Desde\tCALIDAD\tNota\tOrganización\tcargo\tRepresentante\n"
        "01-03-2026\tSuplente\tx\tServiu\tDirectora\tAna Modelo",
    ],
)
def test_lo_pegado_se_lee_venga_como_venga(texto):
    assert leer_pegado(texto) == [
        {
            "institucion": "Serviu",
            "persona": "Ana Modelo",
            "cargo": "Directora",
            "calidad": "suplente",
            "desde": "01-03-2026",
        }
    ]


def test_una_celda_con_salto_de_linea_es_una_sola_celda():
    assert [fila["institucion"] for fila in leer_pegado('"Junta\nde vecinos"\tAna\nServiu\tLuis')] == [
        "Junta\nde vecinos",
        "Serviu",
    ]


def test_sin_calidad_es_titular_y_una_desconocida_se_deja_ver():
    assert [fila["calidad"] for fila in leer_pegado("Serviu\tAna\nSAG\tLuis\tJefe\toyente")] == ["titular", "oyente"]


# --- Reconocer ---


def test_un_actor_se_reconoce_por_cualquiera_de_sus_nombres():
    actor = ActorFactory(nombre="Servicio de Vivienda y Urbanización", sigla="SERVIU")
    actor.agregar_alias("Vivienda")
    ActorFactory(nombre="Retirado", retirado=True)
    nombres = NombresDeActores()

    for escrito in ("servicio de vivienda y urbanizacion", "Serviu", "VIVIENDA", actor.codigo.lower()):
        assert nombres.exactos(escrito) == [actor.codigo]
    assert nombres.parecidos("Servicio de Bibienda y Urbanización") == [actor.codigo]
    assert nombres.exactos("Retirado") == []
    assert nombres.exactos("") == []


def revisar(*filas):
    return RenglonesPegados(datos_de([{"calidad": "titular", **fila} for fila in filas], "filas"), prefix="filas")


def test_lo_parecido_se_pregunta_y_lo_nuevo_pide_su_tipo():
    ActorFactory(nombre="Municipalidad de Campanilla")
    TipoActorFactory(clave="municipal", nombre="Municipal")

    filas = revisar(
        {"institucion": "Municipalidad de Campanila"}, {"institucion": "Municipalidad de Otra Parte Lejana"}
    )

    assert not filas.is_valid()
    assert list(filas[0].errors) == ["actor"]
    assert list(filas[1].errors) == ["tipo"]
    assert filas[1]["actor"].value() == NUEVA
    assert filas[1]["tipo"].value() == "municipal"


def test_lo_elegido_vale_solo_para_el_nombre_con_que_se_eligio():
    otra = ActorFactory(nombre="Cámara de comercio")
    datos = datos_de([{"institucion": "Cámara del comercio", "calidad": "titular"}], "filas")
    datos |= {"filas-0-actor": otra.codigo, "filas-0-reconocida": "Camara de comercios"}

    filas = RenglonesPegados(datos, prefix="filas")

    assert not filas.is_valid()
    assert list(filas[0].errors) == ["actor"]
    assert otra.codigo in str(filas[0]["actor"])


def test_la_persona_que_ya_representa_a_la_institucion_es_la_misma():
    actor = ActorFactory(nombre="Serviu")
    ana = PersonaFactory(nombre="Ana Modelo", actor=actor)
    filas = revisar({"institucion": "serviu", "persona": "ana modelo"})

    assert filas.is_valid(), filas.errors
    assert filas.renglones()[0].persona == ana


def test_de_un_tocayo_se_pregunta_si_es_la_misma_persona():
    PersonaFactory(nombre="Ana Modelo", actor=ActorFactory(nombre="SAG"))
    ActorFactory(nombre="Serviu")
    filas = revisar({"institucion": "Serviu", "persona": "Ana Modelo"})

    assert not filas.is_valid()
    assert "SAG" in str(filas[0]["quien"])


def test_revisar_sesenta_filas_no_pregunta_sesenta_veces(django_assert_max_num_queries):
    for numero in range(20):
        ActorFactory(nombre=f"Institución número {numero}")

    with django_assert_max_num_queries(6):
        filas = revisar(*({"institucion": f"Institución número {n % 20}", "persona": f"P {n}"} for n in range(60)))
        filas.is_valid()
        filas.renglones()


# --- Anotar ---


def test_anota_a_la_institucion_y_a_la_persona_que_no_estaban(instancia, encargada):
    tipo = TipoActorFactory(clave="vecinal", sector=Sector.SOCIEDAD_CIVIL)
    nueva = {"institucion": "Junta de vecinos", "tipo": tipo, "ambito": "local", "desde": date(2026, 3, 1)}
    renglones = [
        Renglon(numero=0, nombre_de_persona="Ana Modelo", cargo="Presidenta", **nueva),
        Renglon(numero=1, nombre_de_persona="Luis Muestra", calidad="suplente", **nueva),
    ]

    anotados = anotar_nomina(por=encargada, instancia=instancia, renglones=renglones)

    actor = Actor.objects.get(nombre="Junta de vecinos")
    ana = Persona.objects.get(nombre="Ana Modelo")
    assert [i.actor for i in anotados] == [actor, actor]
    assert list(actor.regiones.values_list("codigo", flat=True)) == ["05"]
    assert (ana.sensible, ana.representaciones.get().cargo) == (True, "Presidenta")
    assert anotados[0].history.get().history_user == encargada


def test_si_una_fila_no_se_puede_no_queda_ninguna(instancia, encargada):
    actor = ActorFactory()
    renglones = [
        Renglon(numero=0, actor=ActorFactory(), nombre_de_persona="Ana Modelo"),
        Renglon(numero=3, actor=actor),
        Renglon(numero=4, actor=actor),
    ]

    with pytest.raises(NominaRechazada) as rechazo:
        anotar_nomina(por=encargada, instancia=instancia, renglones=renglones)

    assert list(rechazo.value.errores) == [4]
    assert (Integrante.objects.count(), Persona.objects.count()) == (0, 0)
