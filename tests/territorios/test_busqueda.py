"""Se encuentra lo que se busca con cualquiera de sus nombres; si no se conoce, se sugiere."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comun.busqueda import normalizar
from territorios.busqueda import Buscador, NombreAmbiguo, NombreDesconocido, clave, en_cada_nivel
from territorios.carga import leer
from territorios.models import Comuna, NombreAlternativo, Provincia, Region, Territorio
from tests.fabricas.territorios import TerritorioFactory

pytestmark = pytest.mark.django_db
SIN_REPETIR_LA_BASE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@pytest.mark.parametrize(
    ("texto", "codigo"),
    [
        ("DEL LIBERTADOR", "06"),
        ("O’Higgins", "06"),
        ("del Bío Bío", "08"),
        ("BIO-BIO", "08"),
        ("Arica y Parícuta", "15"),
        ("DE LA ARAUCANIA", "09"),
        ("Araucanía", "09"),
        ("V Región", "05"),
        ("Región de Valparaíso", "05"),
        ("Décima Región", "10"),
        ("RM", "13"),
        ("Región Metropolitana", "13"),
        ("Aysén", "11"),
        ("5", "05"),
        (5, "05"),
    ],
)
def test_una_region_por_cualquiera_de_sus_nombres(pais, texto, codigo):
    assert Buscador.de_regiones().encontrar(texto).codigo == codigo


@pytest.mark.parametrize(
    ("texto", "codigo"),
    [
        ("Marchigue", "06204"),
        ("MARCHIGÜE", "06204"),
        ("Chepica", "06302"),
        ("Llay-Llay", "05703"),
        ("la calera", "05502"),
        ("Calera", "05502"),
        ("TIL TIL", "13303"),
        ("Comuna de Ñiquén", "16303"),
        ("Rapa Nui", "05201"),
        ("Puerto Aysén", "11201"),
        ("  valparaíso ", "05101"),
        (5101, "05101"),
        (5101.0, "05101"),
        ("5101", "05101"),
        ("08401", "16101"),
    ],
)
def test_una_comuna_por_cualquiera_de_sus_nombres_o_codigos(pais, texto, codigo):
    assert Buscador.de_comunas().encontrar(texto).codigo == codigo


@pytest.mark.parametrize(
    ("texto", "codigo"),
    [
        ("ANTOFAGASTA", "D-02"),
        ("LIBERTADOR", "D-06"),
        ("BIO BIO", "D-08-2007"),
        ("LOS LAGOS - LOS RIOS", "D-10-2007"),
        ("DECIMA REGION LOS LAGOS – LOS RIOS", "D-10-2007"),
        ("los-lagos-los-rios", "D-10-2007"),
        ("METROPOLITANA", "D-13"),
        ("d-07", "D-07"),
    ],
)
def test_una_direccion_de_2007_como_la_escribe_un_documento(pais, texto, codigo):
    assert Buscador.de_direcciones(anio=2007).encontrar(texto).codigo == codigo


def test_sin_anio_las_direcciones_son_las_de_hoy(pais):
    direcciones = Buscador.de_direcciones()

    assert direcciones.encontrar("Bío Bío").codigo == "D-08"
    with pytest.raises(NombreDesconocido):
        direcciones.encontrar("los-lagos-los-rios")


@pytest.mark.parametrize(
    ("texto", "sugerida"), [("Valparaizo", "Valparaíso"), ("Chilan", "Chillán"), ("Rio Ibanes", "Río Ibáñez")]
)
def test_lo_desconocido_se_dice_con_una_sugerencia(pais, texto, sugerida):
    with pytest.raises(NombreDesconocido) as error:
        Buscador.de_comunas().encontrar(texto)

    assert str(error.value) == f"No se conoce la comuna «{texto}». ¿Quisiste decir {sugerida}?"
    assert error.value.sugerencias == [sugerida]


@pytest.mark.parametrize("texto", ["xyzzy", "", "   ", "99999", 99999, "—", "región"])
def test_lo_que_no_se_parece_a_nada_no_sugiere(pais, texto):
    with pytest.raises(NombreDesconocido, match=r"No se conoce la comuna «[^»]*»\.$"):
        Buscador.de_comunas().encontrar(texto)


def test_un_mismo_nombre_en_varios_niveles_se_distingue_por_el_nivel(pais):
    assert [type(objeto) for objeto in en_cada_nivel("AYSEN")] == [Region, Provincia, Comuna]
    assert Buscador.de_provincias().encontrar("provincia de Aysén").codigo == "112"


def test_dos_territorios_con_el_mismo_nombre_piden_el_codigo(pais):
    TerritorioFactory(codigo="T-000001", nombre="Secano")
    TerritorioFactory(codigo="T-000002", nombre="SECANO")
    territorios = Buscador.de_territorios()

    with pytest.raises(NombreAmbiguo, match=r"escribe el código \(T-000001 o T-000002\)"):
        territorios.encontrar("secano")

    assert territorios.encontrar("t-000002").nombre == "SECANO"


def test_los_territorios_se_buscan_entre_los_que_se_den(pais):
    TerritorioFactory(nombre="Secano")

    with pytest.raises(NombreDesconocido):
        Buscador.de_territorios(Territorio.objects.none()).encontrar("Secano")


def test_buscar_no_consulta(pais, django_assert_num_queries):
    comunas = Buscador.de_comunas()

    with django_assert_num_queries(0):
        assert comunas.encontrar("Marchigue").provincia.region.codigo == "06"


@pytest.mark.parametrize(
    ("crear", "modelo"),
    [(Buscador.de_regiones, Region), (Buscador.de_provincias, Provincia), (Buscador.de_comunas, Comuna)],
)
def test_ningun_nombre_de_un_nivel_lleva_a_dos(pais, crear, modelo):
    buscador = crear()

    assert {buscador.encontrar(o.nombre) for o in modelo.objects.all()} == set(modelo.objects.all())
    for otro in NombreAlternativo.objects.filter(**{f"{modelo._meta.model_name}__isnull": False}):
        assert buscador.encontrar(otro.nombre) == getattr(otro, modelo._meta.model_name)


@SIN_REPETIR_LA_BASE
@given(fila=st.sampled_from(leer("comunas.csv")), datos=st.data())
def test_una_comuna_se_encuentra_como_sea_que_se_escriba(pais_en_memoria, fila, datos):
    nombre = fila["nombre"]
    formas = [nombre.upper(), nombre.lower(), normalizar(nombre), f" {nombre}  ", nombre.replace(" ", "-")]
    formas += [f"Comuna de {nombre}", f"comuna {nombre}", nombre.replace(" ", "  "), fila["codigo"].lstrip("0")]

    escrita = datos.draw(st.sampled_from(formas))

    assert pais_en_memoria.encontrar(escrita).codigo == fila["codigo"]


@SIN_REPETIR_LA_BASE
@given(texto=st.one_of(st.text(max_size=40), st.integers(), st.floats()))
def test_ningun_texto_hace_caer_la_busqueda(pais_en_memoria, texto):
    try:
        hallada = pais_en_memoria.encontrar(texto)
    except NombreDesconocido as error:
        assert "No se conoce la comuna" in str(error)
    else:
        assert hallada.codigo


@given(st.text(max_size=60))
def test_la_clave_no_cambia_si_se_vuelve_a_calcular_sobre_mayusculas_o_espacios(texto):
    assert clave(texto) == clave(f"  {texto} ")
    assert clave(normalizar(texto)) == clave(texto)


@pytest.fixture
def pais_en_memoria(pais):
    return Buscador.de_comunas()
