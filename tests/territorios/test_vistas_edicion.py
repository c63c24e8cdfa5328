"""Anotar y corregir territorios, y los actos que los definen en el tiempo."""

from datetime import date

import pytest

from territorios.models import DefinicionTerritorio, DocumentoTerritorio, Localidad, NombreAlternativo, Territorio
from tests.coherencia.envios_del_directorio import filas
from tests.fabricas.territorios import ComunaFactory, ProvinciaFactory, TerritorioFactory

pytestmark = pytest.mark.django_db
NUEVO = "/territorios/nuevo/"


def datos(**mas):
    return {"nombre": "Secano costero", "tipo": "intercomunal"} | mas


def error(respuesta, campo):
    assert respuesta.status_code == 200
    return respuesta.context["form"].errors[campo][0]


def test_se_crea_con_comunas_provincias_localidades_y_otros_nombres(entrar, encargada, valparaiso):
    for codigo, nombre in (("05101", "Valparaíso"), ("05109", "Viña del Mar")):
        ComunaFactory(codigo=codigo, nombre=nombre)
    provincia = ProvinciaFactory(codigo="054", nombre="Petorca")
    padre = Territorio.crear(por=None, nombre="Región costera", tipo="cuenca")

    respuesta = entrar(encargada).post(
        NUEVO,
        datos(
            comunas="valparaiso\nViña del Mar",
            provincias="Petorca",
            padre=padre.codigo,
            localidades="El Sauce\n\nLa Vega",
            otros_nombres="Secano de la costa",
        ),
    )

    assert respuesta.status_code == 302, respuesta.context["form"].errors
    territorio = Territorio.objects.get(nombre="Secano costero")
    assert respuesta.url == territorio.get_absolute_url()
    assert sorted(c.codigo for c in territorio.comunas.all()) == ["05101", "05109"]
    assert (list(territorio.provincias.all()), territorio.padre) == ([provincia], padre)
    assert sorted(lugar.nombre for lugar in territorio.localidades.all()) == ["El Sauce", "La Vega"]
    assert territorio.nombres_alternativos.get().nombre == "Secano de la costa"


def test_quien_trabaja_en_una_region_elige_algo_de_la_suya(entrar, encargada, valparaiso, maule):
    ComunaFactory(codigo="07101", nombre="Talca")

    respuesta = entrar(encargada).post(NUEVO, datos(comunas="Talca"))

    assert "de tu dirección regional" in error(respuesta, "comunas")
    assert not Territorio.objects.exists()


def test_una_comuna_que_no_existe_se_dice_en_su_lugar_y_conserva_lo_escrito(entrar, encargada):
    respuesta = entrar(encargada).post(NUEVO, datos(comunas="Atlántida"))

    assert "No se encontró «Atlántida»" in error(respuesta, "comunas")
    assert ">Atlántida</textarea>" in respuesta.content.decode().replace("\n", "")


def test_las_localidades_se_editan_en_su_tabla(entrar, encargada, valparaiso):
    territorio = TerritorioFactory()
    vieja = Localidad.crear(por=None, territorio=territorio, nombre="El Sauce")
    fila = {"id": vieja.pk, "nombre": "El Sauce Alto", "comuna": "05101", "version_leida": 1}
    tablas = filas("localidades", fila, {"nombre": "La Vega"}) | {"localidades-INITIAL_FORMS": 1}

    entrar(encargada).post(
        f"/territorios/{territorio.codigo}/editar/",
        datos(comunas="05101", version_leida=1) | tablas | filas("nombres", {"nombre": "El Secano", "clase": "alias"}),
    )

    assert {(lugar.nombre, str(lugar.comuna)) for lugar in territorio.localidades.all()} == {
        ("El Sauce Alto", "Comuna 05101"),
        ("La Vega", "None"),
    }
    assert NombreAlternativo.objects.get().territorio == territorio


def test_si_una_fila_no_vale_no_se_guarda_nada(entrar, encargada, valparaiso):
    territorio = TerritorioFactory(nombre="De antes")
    tablas = filas("localidades", {"nombre": "El Sauce"}, {"nombre": "El Sauce"}) | filas("nombres")

    respuesta = entrar(encargada).post(
        f"/territorios/{territorio.codigo}/editar/", datos(comunas="05101", version_leida=1) | tablas
    )

    assert respuesta.status_code == 200
    territorio.refresh_from_db()
    assert territorio.nombre == "De antes"
    assert not Localidad.objects.exists()


def test_un_territorio_no_queda_dentro_de_uno_que_contiene(entrar, encargada, valparaiso):
    territorio = TerritorioFactory()
    interno = TerritorioFactory(padre=territorio)
    vacias = filas("localidades") | filas("nombres")

    respuesta = entrar(encargada).post(
        f"/territorios/{territorio.codigo}/editar/",
        datos(comunas="05101", padre=interno.codigo, version_leida=1) | vacias,
    )

    assert "ya está dentro de" in error(respuesta, "padre")


def test_quien_llega_segundo_ve_las_comunas_que_puso_la_otra_persona(entrar, encargada, valparaiso):
    territorio = TerritorioFactory()
    territorio.registrar(por=encargada, relaciones={"comunas": [ComunaFactory(codigo="05109", nombre="Viña del Mar")]})
    vacias = filas("localidades") | filas("nombres")

    respuesta = entrar(encargada).post(
        f"/territorios/{territorio.codigo}/editar/", datos(comunas="05101", version_leida=1) | vacias
    )

    assert "Viña del Mar" in error(respuesta, "comunas")


# --- Definiciones ---


def test_la_primera_definicion_es_la_inicial_con_su_acto_nuevo(entrar, encargada, valparaiso):
    territorio = TerritorioFactory()
    envio = {"clase": "inicial", "texto": "Dos villas", "desde": "2007-07-10", "precision": "mes"}

    entrar(encargada).post(
        f"/territorios/{territorio.codigo}/definiciones/nueva/", envio | {"acto_tipo": "memo", "acto_numero": "12"}
    )

    definicion = territorio.definiciones.get()
    assert (definicion.orden, definicion.desde, definicion.hasta) == (1, date(2007, 7, 1), date(2007, 7, 31))
    assert (definicion.documento.tipo, definicion.documento.numero) == ("memo", "12")


def test_la_segunda_es_un_cambio_y_puede_usar_un_acto_ya_anotado(entrar, encargada, valparaiso):
    territorio = TerritorioFactory()
    DefinicionTerritorio.crear(por=None, territorio=territorio, texto="Dos villas")
    acto = DocumentoTerritorio.crear(por=None, territorio=territorio, tipo="convenio")
    url = f"/territorios/{territorio.codigo}/definiciones/nueva/"
    cliente = entrar(encargada)

    cliente.post(url, {"clase": "ampliacion", "texto": "Y una más", "precision": "dia", "documento": acto.pk})

    segunda = territorio.definiciones.get(orden=2)
    assert (segunda.clase, segunda.documento) == ("ampliacion", acto)
    assert "inicial" not in dict(cliente.get(url).context["form"].fields["clase"].choices)


def test_el_acto_de_otro_territorio_no_se_puede_elegir(entrar, encargada, valparaiso):
    ajeno = DocumentoTerritorio.crear(por=None, territorio=TerritorioFactory(), tipo="convenio")
    territorio = TerritorioFactory()

    respuesta = entrar(encargada).post(
        f"/territorios/{territorio.codigo}/definiciones/nueva/",
        {"clase": "inicial", "texto": "Dos villas", "precision": "dia", "documento": ajeno.pk},
    )

    assert error(respuesta, "documento")
    assert not territorio.definiciones.exists()


def test_un_acto_a_medias_pide_su_tipo(entrar, encargada, valparaiso):
    territorio = TerritorioFactory()

    respuesta = entrar(encargada).post(
        f"/territorios/{territorio.codigo}/definiciones/nueva/",
        {"clase": "inicial", "texto": "Dos villas", "precision": "dia", "acto_numero": "12"},
    )

    assert error(respuesta, "acto_tipo") == "Di qué tipo de acto es."
