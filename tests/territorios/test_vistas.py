"""Las páginas de territorios y direcciones regionales."""

import pytest
from django.urls import reverse

from territorios.carga_de_documentos import cargar_territorios_de_documentos
from territorios.models import DefinicionTerritorio, DocumentoTerritorio, Localidad, NombreAlternativo
from tests.fabricas.territorios import ComunaFactory, DireccionRegionalFactory, TerritorioFactory

pytestmark = pytest.mark.django_db
LISTA = reverse("territorios_lista")
DIRECCIONES = reverse("direcciones_lista")


def comunas_de(cuantas, region="05"):
    return [ComunaFactory(codigo=f"{region}{n}01") for n in range(1, cuantas + 1)]


def test_la_lista_muestra_y_enlaza_cada_territorio(entrar, lectora):
    territorio = TerritorioFactory(nombre="Secano costero")

    html = entrar(lectora).get(LISTA).content.decode()

    assert f'<a href="{territorio.get_absolute_url()}">Secano costero</a>' in html
    assert "1 territorio" in html


@pytest.mark.parametrize(
    ("consulta", "hallado"),
    [
        ("texto=RIO CLARO", True),
        ("texto=nada", False),
        ("region=05", True),
        ("region=07", False),
        ("tipo=comunal", True),
    ],
)
def test_la_lista_se_filtra(entrar, lectora, maule, consulta, hallado):
    TerritorioFactory(nombre="Río Claro")

    html = entrar(lectora).get(f"{LISTA}?{consulta}").content.decode()

    assert ("Río Claro" in html) is hallado


@pytest.mark.parametrize("consulta", ["region=99", "tipo=inventado", "pagina=abc", "orden=nada", "texto=%00"])
def test_un_filtro_que_no_vale_no_hace_caer_la_lista(entrar, lectora, consulta):
    assert entrar(lectora).get(f"{LISTA}?{consulta}").status_code == 200


def test_la_lista_hace_las_mismas_consultas_con_3_y_con_10(entrar, lectora, consultas_de):
    for comuna in comunas_de(3):
        TerritorioFactory(comunas=[comuna], provincias=[comuna.provincia])
    con_tres = consultas_de(entrar(lectora), LISTA)
    for comuna in comunas_de(7, region="07"):
        TerritorioFactory(comunas=[comuna], provincias=[comuna.provincia])

    assert consultas_de(entrar(lectora), LISTA) == con_tres <= 12


def test_un_observador_no_recorre_el_directorio(entrar, observadora):
    territorio = TerritorioFactory()

    assert entrar(observadora).get(LISTA).status_code == 403
    assert entrar(observadora).get(DIRECCIONES).status_code == 403
    assert entrar(observadora).get(territorio.get_absolute_url()).status_code == 404


def test_la_ficha_dice_de_que_esta_hecho_y_quien_lo_definio(entrar, nacional, pais):
    territorios, _ = cargar_territorios_de_documentos()

    lasana = entrar(nacional).get(territorios["lasana"].get_absolute_url()).content.decode()
    rocuant = entrar(nacional).get(territorios["rocuant"].get_absolute_url()).content.decode()
    secano = entrar(nacional).get(territorios["secano"].get_absolute_url()).content.decode()

    assert "Memorándum N° 0216" in lasana
    assert "Loa Emprende" in lasana
    assert "sin dato" in lasana
    assert "Las Torres" in rocuant
    assert "Comunas en que está" in rocuant
    assert "Marchihue" in secano
    assert "10 comunas" in secano


def test_la_ficha_se_abre_tambien_en_minusculas_y_no_existe_si_se_inventa(entrar, nacional):
    territorio = TerritorioFactory()

    assert entrar(nacional).get(f"/territorios/{territorio.codigo.lower()}/").status_code == 200
    assert entrar(nacional).get("/territorios/T-999999/").status_code == 404


def test_la_ficha_hace_las_mismas_consultas_con_3_y_con_10_partes(entrar, lectora, consultas_de):
    def con_partes(cuantas, region):
        territorio = TerritorioFactory(comunas=comunas_de(min(cuantas, 9), region))
        for n in range(cuantas):
            TerritorioFactory(padre=territorio, comunas=[])
            Localidad.crear(por=None, territorio=territorio, nombre=f"Localidad {n}")
            NombreAlternativo.crear(por=None, territorio=territorio, nombre=f"Nombre {n}")
            acto = DocumentoTerritorio.crear(por=None, territorio=territorio, tipo="memo", numero=str(n))
            clase = "ampliacion" if n else "inicial"
            DefinicionTerritorio.crear(
                por=None, territorio=territorio, orden=n + 1, clase=clase, texto="Crece", documento=acto
            )
        return territorio.get_absolute_url()

    tres, diez = con_partes(3, "05"), con_partes(10, "07")

    assert consultas_de(entrar(lectora), tres) == consultas_de(entrar(lectora), diez) <= 14


def test_las_direcciones_van_de_norte_a_sur_con_sus_sucesoras(entrar, lectora, pais):
    html = entrar(lectora).get(DIRECCIONES).content.decode()

    assert html.index('id="D-15"') < html.index('id="D-05"') < html.index('id="D-12"')
    assert '<a href="#D-10-2007">Los Lagos - Los Ríos</a>' in html
    assert "histórica" in html
    assert "Fin supuesto" in html


def test_las_direcciones_hacen_las_mismas_consultas_con_3_y_con_10(entrar, lectora, consultas_de):
    for n in range(1, 4):
        DireccionRegionalFactory(region=f"0{n}")
    con_tres = consultas_de(entrar(lectora), DIRECCIONES)
    for n in range(6, 13):
        DireccionRegionalFactory(region=f"{n:02d}")

    assert consultas_de(entrar(lectora), DIRECCIONES) == con_tres <= 9
