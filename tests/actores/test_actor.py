"""Los actores del directorio y sus catálogos."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from actores.catalogos import cargar_catalogos
from actores.models import Actor, Programa, Sector, TipoActor
from tests.fabricas.actores import ActorFactory, ProgramaFactory, TipoActorFactory
from tests.fabricas.territorios import RegionFactory

pytestmark = pytest.mark.django_db


def crear(por=None, **campos):
    base = {"nombre": "Municipalidad de Ejemplo", "tipo": TipoActorFactory(), "ambito": Actor.Ambito.COMUNAL}
    return Actor.crear(por=por, **{**base, **campos})


def test_nace_con_codigo_autor_y_el_sector_de_su_tipo(encargada):
    actor = crear(por=encargada)

    assert actor.codigo == "A-000001"
    assert actor.sector == Sector.PUBLICO
    assert actor.history.earliest().history_user == encargada


def test_el_sector_dicho_vale_mas_que_el_de_su_tipo():
    assert crear(sector=Sector.ACADEMIA).sector == Sector.ACADEMIA


def test_si_algo_no_cuadra_no_queda_nada_ni_se_gasta_el_codigo():
    with pytest.raises(ValidationError) as errores:
        crear(rut="76.123.456-1")

    assert list(errores.value.message_dict) == ["rut"]
    assert not Actor.objects.exists()
    assert crear(rut="76.123.456-0").codigo == "A-000001"


def test_el_rut_se_guarda_normalizado():
    actor = crear(rut="76.123.456-0")

    actor.refresh_from_db()
    assert actor.rut == "76123456-0"


@pytest.mark.parametrize("texto", ["JUNTA", "ñuñoa", "Nunoa", "jvñ", "los vecínos"])
def test_se_busca_por_nombre_sigla_u_otro_nombre_sin_tildes_ni_mayusculas(texto):
    actor = crear(nombre="Junta de Vecinos Ñuñoa", sigla="JVÑ", alias=["Los Vecinos"])
    ActorFactory(nombre="Otro")

    assert list(Actor.objects.buscar(texto)) == [actor]


@pytest.mark.parametrize("nombre", ["servicio de ejemplo", "SDE", "el Servício"])
def test_se_encuentra_por_cualquiera_de_sus_nombres_exactos(nombre):
    actor = crear(nombre="Servicio de Ejemplo", sigla="Sde", alias=["El servicio"])
    crear(nombre="Servicio de Ejemplo del Sur")

    assert list(Actor.objects.llamados(nombre)) == [actor]


def test_sin_nombre_no_se_encuentra_a_nadie():
    crear()

    assert not Actor.objects.llamados("").exists()


def test_a_un_nombre_mal_escrito_se_proponen_los_parecidos():
    crear(nombre="Servicio de Cooperación Técnica", sigla="SERCOTEC", alias=["Cooperación Técnica"])

    assert Actor.objects.parecidos("Sercotek") == ["SERCOTEC"]
    assert Actor.objects.parecidos("coperacion tecnica")[0] == "Cooperación Técnica"
    assert Actor.objects.parecidos("zzzz") == []


def test_por_region_no_se_repite():
    region = RegionFactory()
    actor = ActorFactory(regiones=[region, RegionFactory(codigo="07")])
    ActorFactory()

    assert list(Actor.objects.de_regiones([region, *actor.regiones.all()])) == [actor]


def test_retirarlo_deja_motivo_y_se_puede_reponer(encargada):
    actor = crear()

    actor.retirar(por=encargada, motivo="se disolvió")
    assert not Actor.objects.en_uso().exists()
    assert actor.history.first().history_change_reason == "se disolvió"

    actor.reponer(por=encargada, motivo="era otro")
    assert Actor.objects.en_uso().get() == actor


def test_los_observadores_no_ven_el_directorio(observadora, lectora):
    actor = ActorFactory()

    assert not Actor.objects.visibles_para(observadora).exists()
    assert Actor.objects.visibles_para(lectora).get() == actor


def test_actores_actor_sector_valido():
    with pytest.raises(IntegrityError, match="actores_actor_sector_valido"), transaction.atomic():
        ActorFactory(sector="otro")


def test_actores_tipo_sector_valido():
    with pytest.raises(IntegrityError, match="actores_tipo_sector_valido"), transaction.atomic():
        TipoActorFactory(clave="x", sector="otro")


def test_actores_alias_unico():
    actor = crear(alias=["El muni"])

    with pytest.raises(ValidationError, match="ya está anotado para este actor"):
        actor.agregar_alias("El muni")


def test_los_catalogos_se_cargan_una_vez_y_respetan_lo_editado():
    agregados = cargar_catalogos()
    tipo = TipoActor.objects.get(clave="municipal")
    tipo.nombre, tipo.retirado = "Municipio", True
    tipo.registrar(por=None)

    assert agregados == TipoActor.objects.count() + Programa.objects.count()
    assert cargar_catalogos() == 0
    tipo.refresh_from_db()
    assert (tipo.nombre, tipo.retirado) == ("Municipio", True)
    assert set(TipoActor.objects.values_list("sector", flat=True)) == set(Sector.values)
    assert {"accion-local", "iral", "paae", "chile-emprende", "puente"} <= set(
        Programa.objects.values_list("clave", flat=True)
    )


def test_un_valor_retirado_del_catalogo_no_se_ofrece():
    ProgramaFactory(retirado=True)

    assert not Programa.objects.en_uso().exists()
