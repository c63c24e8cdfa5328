"""Un territorio se define por comunas, provincias enteras o lugares más chicos, y puede estar dentro de otro."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from territorios.divisiones import leer_divisiones
from territorios.models import (
    CicloDeTerritorios,
    Comuna,
    DefinicionTerritorio,
    DireccionRegional,
    DocumentoTerritorio,
    Localidad,
    NombreAlternativo,
    Provincia,
    Region,
    Territorio,
    TipoTerritorio,
)
from territorios.permissions import puede_crear_territorio, puede_editar_territorio
from tests.fabricas.actores import UsuarioFactory
from tests.fabricas.territorios import ComunaFactory, TerritorioFactory
from tests.restricciones import impide

pytestmark = pytest.mark.django_db


def codigos(filas):
    return [fila.codigo for fila in filas]


def test_crear_le_da_codigo_divisiones_y_localidades(pais):
    autora = UsuarioFactory()

    rocuant = Territorio.crear(
        por=autora,
        nombre="Sector de Rocuant",
        tipo=TipoTerritorio.BARRIO,
        comunas=Comuna.objects.filter(codigo="05101"),
        localidades=["Sor Teresa", "La Isla", "Las Torres"],
    )

    assert rocuant.codigo == "T-000001"
    assert codigos(rocuant.comunas_efectivas()) == ["05101"]
    assert rocuant.localidades.count() == 3
    assert rocuant.history.earliest().history_user == autora
    assert not rocuant.abarca_comunas_enteras


def test_crear_no_deja_nada_si_algo_no_vale(pais):
    with pytest.raises(ValidationError):
        Territorio.crear(por=None, nombre="Valle", tipo="inventado", localidades=["Uno"])
    with pytest.raises(ValidationError):
        Territorio.crear(por=None, nombre="Valle", tipo=TipoTerritorio.BARRIO, localidades=["Uno", "Uno"])

    assert not Territorio.objects.exists()
    assert not Localidad.objects.exists()


def test_las_comunas_efectivas_son_las_suyas_y_las_de_sus_provincias(pais):
    territorio = TerritorioFactory(
        tipo=TipoTerritorio.INTERCOMUNAL,
        comunas=Comuna.objects.filter(codigo__in=["03301", "05101"]),
        provincias=Provincia.objects.filter(codigo="033"),
    )

    leer_divisiones([territorio])

    assert codigos(territorio.comunas_efectivas()) == ["03301", "03302", "03303", "03304", "05101"]
    assert codigos(territorio.regiones()) == ["03", "05"]
    assert territorio.divisiones == (tuple(region.nombre_corto for region in territorio.regiones()), 5)


def test_las_divisiones_de_una_pagina_se_leen_con_tres_consultas(pais, django_assert_num_queries):
    barrio, sin_comunas = TerritorioFactory(tipo=TipoTerritorio.BARRIO), TerritorioFactory(comunas=[])
    sin_comunas.regiones_declaradas.set(Region.objects.filter(codigo__in=["16", "08"]))

    with django_assert_num_queries(3):
        leer_divisiones([barrio, sin_comunas])

    assert barrio.divisiones == (("Valparaíso",), 1)
    assert sin_comunas.divisiones == (("Ñuble", "Biobío"), 0)


@pytest.mark.parametrize(("tipo", "cuantas"), [("regional", 21), ("nacional", 346), ("sin_dato", 0)])
def test_declarar_una_region_solo_da_sus_comunas_si_el_territorio_es_la_region(pais, tipo, cuantas):
    territorio = TerritorioFactory(tipo=tipo, comunas=[])
    territorio.regiones_declaradas.set(Region.objects.filter(codigo="16"))

    assert territorio.comunas_efectivas().count() == cuantas


def test_las_direcciones_de_un_territorio_dependen_de_la_fecha(pais):
    territorio = TerritorioFactory(comunas=Comuna.objects.filter(codigo__in=["16101", "08101"]))

    assert codigos(territorio.direcciones(al=date(2017, 1, 1))) == ["D-08-2007"]
    assert codigos(territorio.direcciones(al=date(2026, 1, 1))) == ["D-16", "D-08"]


def test_en_regiones_halla_por_comuna_por_provincia_y_por_declaracion(pais):
    por_comuna = TerritorioFactory(comunas=Comuna.objects.filter(codigo="05101"))
    por_provincia = TerritorioFactory(comunas=[], provincias=Provincia.objects.filter(codigo="051"))
    declarado = TerritorioFactory(comunas=[], tipo=TipoTerritorio.SIN_DATO)
    declarado.regiones_declaradas.set(Region.objects.filter(codigo="05"))
    TerritorioFactory(comunas=Comuna.objects.filter(codigo="07101"))

    hallados = Territorio.objects.en_regiones(Region.objects.filter(codigo="05"))

    assert set(hallados) == {por_comuna, por_provincia, declarado}


@pytest.mark.parametrize("texto", ["ARAUCANIA", "araucanía", "VILCUN", "Vilcún", "turismo", "la andina", "t-9"])
def test_con_texto_no_mira_tildes_ni_mayusculas(pais, texto):
    territorio = TerritorioFactory(
        codigo="T-900000",
        nombre="Araucanía Andina",
        tema="Turismo rural",
        comunas=Comuna.objects.filter(nombre="Vilcún"),
    )
    NombreAlternativo.crear(por=None, territorio=territorio, nombre="La Andina")
    TerritorioFactory(nombre="Otro", codigo="T-000001", comunas=[])

    assert list(Territorio.objects.con_texto(texto)) == [territorio]


def test_no_puede_quedar_dentro_de_si_mismo_ni_por_intermedio_de_otros():
    abuelo = TerritorioFactory()
    padre = TerritorioFactory(padre=abuelo)
    hijo = TerritorioFactory(padre=padre)
    abuelo.padre = hijo

    with pytest.raises(ValidationError, match="ya está dentro de"):
        abuelo.full_clean()
    with pytest.raises(CicloDeTerritorios):
        abuelo.registrar(por=None)

    assert Territorio.objects.get(pk=hijo.pk).ascendientes() == [padre, Territorio.objects.get(pk=abuelo.pk)]


def test_la_base_impide_que_este_en_si_mismo():
    territorio = TerritorioFactory()
    territorio.padre = territorio

    impide("territorios_territorio_no_en_si_mismo", territorio)


def test_un_territorio_nacional_no_esta_dentro_de_otro():
    padre = TerritorioFactory()

    impide("territorios_territorio_nacional_sin_padre", TerritorioFactory.build(tipo="nacional", padre=padre))


def test_no_termina_antes_de_empezar():
    impide(
        "territorios_territorio_vigencia_en_orden",
        TerritorioFactory.build(vigente_desde=date(2020, 1, 2), vigente_hasta=date(2020, 1, 1)),
    )


def test_un_territorio_no_repite_localidad():
    territorio = TerritorioFactory()
    Localidad.crear(por=None, territorio=territorio, nombre="La Isla")

    impide("territorios_localidad_nombre_unico", Localidad(territorio=territorio, nombre="La Isla"))


def test_el_historial_recuerda_que_comunas_abarcaba():
    territorio = TerritorioFactory()

    territorio.comunas.add(ComunaFactory(codigo="05102"))

    ultima, anterior = territorio.history.all()[:2]
    assert (ultima.comunas.count(), anterior.comunas.count()) == (2, 1)


# --- Cómo se definió ---


def test_la_definicion_inicial_es_la_primera_y_solo_ella():
    territorio = TerritorioFactory()

    impide(
        "territorios_definicion_inicial_primera",
        DefinicionTerritorio(territorio=territorio, orden=1, clase="ampliacion", texto="Crece"),
    )
    impide(
        "territorios_definicion_inicial_primera",
        DefinicionTerritorio(territorio=territorio, orden=2, clase="inicial", texto="Nace"),
    )


def test_dos_definiciones_no_llevan_el_mismo_orden():
    territorio = TerritorioFactory()
    DefinicionTerritorio.crear(por=None, territorio=territorio, texto="Nace")

    impide("territorios_definicion_orden_unico", DefinicionTerritorio(territorio=territorio, texto="Nace otra vez"))


def test_las_fechas_de_una_definicion_van_en_orden():
    impide(
        "territorios_definicionterritorio_fechas_en_orden",
        DefinicionTerritorio(
            territorio=TerritorioFactory(), texto="Nace", desde=date(2007, 2, 1), hasta=date(2007, 1, 1)
        ),
    )


def test_un_acto_se_llama_por_su_tipo_y_numero_o_por_su_materia():
    memo = DocumentoTerritorio(tipo="memo", numero="0216", materia="Define el territorio")
    acuerdo = DocumentoTerritorio(tipo="otro", materia="Acuerdo público-privado")

    assert memo.titulo == "Memorándum N° 0216: Define el territorio"
    assert acuerdo.titulo == str(acuerdo) == "Acuerdo público-privado"


# --- Otros nombres ---


def test_un_nombre_alternativo_es_de_un_solo_nivel():
    comuna = ComunaFactory()

    impide("territorios_alternativo_de_un_solo_nivel", NombreAlternativo(nombre="Valpo"))
    impide(
        "territorios_alternativo_de_un_solo_nivel",
        NombreAlternativo(nombre="Valpo", comuna=comuna, provincia=comuna.provincia),
    )


@pytest.mark.parametrize(
    ("nivel", "restriccion"),
    [
        ("region", "territorios_alternativo_region_unico"),
        ("provincia", "territorios_alternativo_provincia_unico"),
        ("comuna", "territorios_alternativo_comuna_unico"),
        ("direccion", "territorios_alternativo_direccion_unico"),
        ("territorio", "territorios_alternativo_territorio_unico"),
    ],
)
def test_un_nombre_alternativo_no_se_repite(valparaiso, nivel, restriccion):
    comuna = ComunaFactory()
    objetos = {
        "region": comuna.provincia.region,
        "provincia": comuna.provincia,
        "comuna": comuna,
        "direccion": valparaiso,
        "territorio": TerritorioFactory(),
    }
    NombreAlternativo.crear(por=None, nombre="Valpo", **{nivel: objetos[nivel]})

    impide(restriccion, NombreAlternativo(nombre="Valpo", **{nivel: objetos[nivel]}))


# --- Derechos ---


def test_lo_editan_las_direcciones_cuyas_regiones_toca(encargada, lectora, ajena, nacional, administradora):
    territorio = TerritorioFactory(comunas=[ComunaFactory(codigo="05101")])

    elenco = (encargada, lectora, ajena, nacional, administradora)

    assert [quien for quien in elenco if puede_editar_territorio(quien, territorio)] == [encargada]


def test_si_toca_dos_regiones_lo_editan_ambas(encargada, ajena):
    territorio = TerritorioFactory(comunas=[ComunaFactory(codigo="05101"), ComunaFactory(codigo="07101")])

    assert puede_editar_territorio(encargada, territorio)
    assert puede_editar_territorio(ajena, territorio)


@pytest.mark.parametrize("tipo", ["nacional", "sin_dato"])
def test_lo_nacional_y_lo_que_no_se_sabe_donde_esta_lo_edita_la_unidad_nacional(encargada, nacional, tipo):
    territorio = TerritorioFactory(tipo=tipo, comunas=[])

    assert puede_editar_territorio(nacional, territorio)
    assert not puede_editar_territorio(encargada, territorio)


def test_lo_de_una_predecesora_no_da_derecho_a_editar_lo_de_su_hermana(pais):
    los_lagos = UsuarioFactory(direcciones=DireccionRegional.objects.filter(codigo="D-10"))
    de_los_rios = TerritorioFactory(comunas=Comuna.objects.filter(codigo="14101"))

    assert not puede_editar_territorio(los_lagos, de_los_rios)


def test_crean_quienes_editan_en_una_region_y_la_unidad_nacional(encargada, lectora, nacional, observadora):
    assert [puede_crear_territorio(u) for u in (encargada, lectora, nacional, observadora)] == [
        True,
        False,
        True,
        False,
    ]
