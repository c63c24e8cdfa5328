"""Las direcciones regionales tienen vigencia y sucesoras; quien trabaja en una alcanza lo de sus predecesoras."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError

from actores.models import Rol
from territorios.models import DireccionRegional
from tests.fabricas.actores import UsuarioFactory
from tests.fabricas.territorios import DireccionRegionalFactory, RegionFactory
from tests.restricciones import impide

pytestmark = pytest.mark.django_db


def codigos(direcciones):
    return [direccion.codigo for direccion in direcciones]


def usuario_de(*codigos_de_direccion, rol=Rol.EDITOR_REGIONAL):
    return UsuarioFactory(rol=rol, direcciones=DireccionRegional.objects.filter(codigo__in=codigos_de_direccion))


def test_en_2007_hay_trece_y_hoy_dieciseis(pais):
    assert DireccionRegional.objects.del_anio(2007).count() == 13
    assert DireccionRegional.objects.del_anio(2026).count() == 16


@pytest.mark.parametrize(
    ("slug", "anio", "codigo"),
    [
        ("los-lagos-los-rios", 2007, "D-10-2007"),
        ("los-lagos", 2008, "D-10"),
        ("biobio", 2007, "D-08-2007"),
        ("biobio", 2017, "D-08-2007"),
        ("biobio", 2018, "D-08"),
        ("tarapaca", 2007, "D-01-2007"),
        ("tarapaca", 2020, "D-01"),
        ("maule", 2007, "D-07"),
        ("maule", 2026, "D-07"),
    ],
)
def test_el_nombre_de_las_ordenes_se_resuelve_con_el_anio(pais, slug, anio, codigo):
    assert DireccionRegional.objects.por_slug(slug, anio=anio).codigo == codigo


@pytest.mark.parametrize(("slug", "anio"), [("los-lagos", 2007), ("los-lagos-los-rios", 2008), ("nuble", 2017)])
def test_un_nombre_que_no_regia_ese_anio_no_existe(pais, slug, anio):
    with pytest.raises(DireccionRegional.DoesNotExist):
        DireccionRegional.objects.por_slug(slug, anio=anio)


def test_las_de_cada_anio_cubren_todo_el_pais_sin_repetir(pais):
    for anio in (2007, 2008, 2017, 2018, 2026):
        cubiertas = DireccionRegional.objects.del_anio(anio).values_list("regiones__codigo", flat=True)
        assert len(cubiertas) == len(set(cubiertas)) == 16, anio


def test_lo_que_evaluo_una_direccion_de_2007_va_a_las_regiones_de_hoy(pais):
    direccion = DireccionRegional.objects.por_slug("los-lagos-los-rios", anio=2007)

    assert [r.codigo for r in direccion.regiones.de_norte_a_sur()] == ["14", "10"]
    assert codigos(direccion.sucesoras.de_norte_a_sur()) == ["D-14", "D-10"]


def test_van_de_norte_a_sur(pais):
    vigentes = DireccionRegional.objects.del_anio(2026).de_norte_a_sur()

    assert codigos(vigentes)[:2] + codigos(vigentes)[-1:] == ["D-15", "D-01", "D-12"]


def test_quien_trabaja_en_una_sucesora_alcanza_a_su_predecesora(pais):
    alcance = DireccionRegional.objects.al_alcance_de(usuario_de("D-14"))

    assert sorted(codigos(alcance)) == ["D-10-2007", "D-14"]


def test_quien_trabaja_en_la_predecesora_no_alcanza_a_las_sucesoras(pais):
    assert codigos(DireccionRegional.objects.al_alcance_de(usuario_de("D-10-2007"))) == ["D-10-2007"]


def test_el_alcance_sube_por_toda_la_cadena_aunque_se_cierre_en_ciclo():
    cadena = [DireccionRegionalFactory(region="99", codigo=f"D-99-{n}", slug=f"ejemplo-{n}") for n in range(6)]
    for antes, despues in zip(cadena, cadena[1:] + cadena[:1], strict=True):
        antes.sucesoras.add(despues)
    usuaria = UsuarioFactory(rol=Rol.LECTOR_REGIONAL, direcciones=[cadena[3]])

    assert DireccionRegional.objects.al_alcance_de(usuaria).count() == 6


@pytest.mark.parametrize(
    ("rol", "cuantas"), [(Rol.NACIONAL, 19), (Rol.ADMINISTRADOR, 19), (Rol.OBSERVADOR, 0), (Rol.LECTOR_REGIONAL, 1)]
)
def test_el_alcance_depende_del_rol(pais, rol, cuantas):
    assert DireccionRegional.objects.al_alcance_de(usuario_de("D-05", rol=rol)).count() == cuantas


def test_sin_sesion_no_se_alcanza_ninguna(pais):
    assert not DireccionRegional.objects.al_alcance_de(AnonymousUser()).exists()


def test_el_alcance_sirve_dentro_de_otra_consulta_sin_agregar_ninguna(pais, django_assert_num_queries):
    usuaria = usuario_de("D-14")

    with django_assert_num_queries(1):
        alcance = DireccionRegional.objects.al_alcance_de(usuaria)
        hallados = list(DireccionRegional.objects.filter(sucesoras__in=alcance).distinct())

    assert codigos(hallados) == ["D-10-2007"]


def test_la_hora_de_una_direccion_es_la_de_su_primera_region(pais):
    assert DireccionRegional.objects.get(codigo="D-11").zona_horaria() == "America/Coyhaique"


def test_dos_vigentes_no_comparten_nombre_en_las_ordenes():
    DireccionRegionalFactory(region="99", slug="ejemplo", vigente_desde=date(2000, 1, 1))

    impide(
        "territorios_direccion_una_vigente_por_slug",
        DireccionRegional(codigo="D-99-2020", slug="ejemplo", nombre="Otra", orden=6, vigente_desde=date(2020, 1, 1)),
    )


def test_dos_sin_inicio_no_comparten_nombre_en_las_ordenes():
    DireccionRegionalFactory(region="99", slug="ejemplo", vigente_hasta=date(2000, 1, 1))

    impide(
        "territorios_direccion_una_inicial_por_slug",
        DireccionRegional(codigo="D-99-2", slug="ejemplo", nombre="Otra", orden=6, vigente_hasta=date(1990, 1, 1)),
    )


def test_dos_no_empiezan_el_mismo_dia_con_el_mismo_nombre():
    dias = {"vigente_desde": date(2000, 1, 1), "vigente_hasta": date(2001, 1, 1)}
    DireccionRegionalFactory(region="99", slug="ejemplo", **dias)

    impide(
        "territorios_direccion_slug_y_desde_unicos",
        DireccionRegional(codigo="D-99-2", slug="ejemplo", nombre="Otra", orden=6, **dias),
    )


def test_no_termina_antes_de_empezar():
    impide(
        "territorios_direccionregional_vigencia_en_orden",
        DireccionRegional(
            codigo="D-99", slug="v", nombre="V", orden=6, vigente_desde=date(2020, 1, 2), vigente_hasta=date(2020, 1, 1)
        ),
    )


def test_dos_con_el_mismo_nombre_no_se_cruzan_en_el_tiempo():
    DireccionRegionalFactory(region="99", slug="ejemplo", vigente_hasta=date(2010, 6, 30))
    otra = DireccionRegional(codigo="D-99-2", slug="ejemplo", nombre="V", orden=6, vigente_desde=date(2010, 6, 30))

    with pytest.raises(ValidationError, match="ya rige otra dirección"):
        otra.clean()

    otra.vigente_desde = date(2010, 7, 1)
    otra.clean()


def test_el_historial_recuerda_que_regiones_cubria():
    direccion = DireccionRegionalFactory(region="99", regiones=[RegionFactory(codigo="10")])

    direccion.regiones.add(RegionFactory(codigo="14"))

    ultima, anterior = direccion.history.all()[:2]
    assert (ultima.regiones.count(), anterior.regiones.count()) == (2, 1)
