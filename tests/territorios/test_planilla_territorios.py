"""La planilla de territorios: ida y vuelta, nombres como se escriben, permisos, y nada a medias."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comun.models import Precision
from comun.planillas import leer_libro, previsualizar, tipo_llamado
from territorios.models import (
    DefinicionTerritorio,
    DocumentoTerritorio,
    NombreAlternativo,
    Territorio,
)
from tests.fabricas.territorios import ComunaFactory, ProvinciaFactory, RegionFactory, TerritorioFactory
from tests.planillas import columnas_vacias, ida_y_vuelta, importar, libro_del_tipo, motivos, ver

pytestmark = pytest.mark.django_db


@pytest.fixture
def petorca(valparaiso):
    return ComunaFactory(codigo="05404", nombre="Petorca", provincia=ProvinciaFactory(codigo="054", nombre="Petorca"))


def completo(comuna):
    """Un territorio con todo lo que la planilla lleva."""
    afuera = TerritorioFactory(nombre="Provincia entera", comunas=[], provincias=[comuna.provincia])
    territorio = Territorio.crear(
        por=None, nombre="=Secano", tipo="localidad", tema="agua", descripcion=" dos\n\nlíneas ", comunas=[comuna],
        regiones=[RegionFactory()], padre=afuera, vigente_desde=date(2019, 1, 1), vigente_hasta=date(2030, 1, 1),
        localidades=["El Sauce"], fuente="Documento 004",
    )  # fmt: skip
    territorio.localidades.update(comuna=comuna)
    NombreAlternativo.crear(por=None, territorio=territorio, nombre="+Secano", clase="anterior", fuente="doc")
    acto = DocumentoTerritorio.crear(
        por=None, territorio=territorio, tipo="memo", numero="12", fecha=date(2007, 3, 1), materia="Define",
        emisor="FOSIS", enlace="https://ejemplo.cl/memo",
    )  # fmt: skip
    fechas = {"desde": date(2007, 1, 1), "hasta": date(2007, 12, 31), "precision": Precision.ANIO}
    DefinicionTerritorio.crear(
        por=None, territorio=territorio, texto="Dos villas", documento=acto, fuente="x", **fechas
    )
    DefinicionTerritorio.crear(por=None, territorio=territorio, orden=2, clase="ampliacion", texto="Otra villa")
    return territorio


def test_exportar_e_importar_no_cambia_nada_con_todo_lleno(petorca, encargada):
    completo(petorca)

    lineas = ida_y_vuelta("territorios", encargada)

    assert lineas[0] == "Territorios: nuevas=0 cambiadas=0 sin_cambios=2 rechazadas=0"
    assert ida_y_vuelta("territorios") == lineas
    assert columnas_vacias("territorios", encargada) == []


def test_crea_un_territorio_con_sus_partes_nombrandolo_por_su_nombre(petorca, encargada):
    importar(
        "territorios",
        {
            "Territorios": [{"Nombre": "Secano", "Tipo": "VARIAS COMUNAS", "Comunas": "comuna de PÉTORCA"}],
            "Localidades": [{"Territorio": "secano", "Localidad": "El Sauce", "Comuna": "5404"}],
            "Otros nombres": [{"Territorio": "Secano", "Nombre": "Secano interior"}],
            "Definiciones": [
                {"Territorio": "Secano", "Orden": 1, "Qué abarca": "Dos villas", "Desde": "01-03-2007"}
                | {"Precisión": "año", "Tipo de acto": "memorándum", "Número del acto": "12"}
            ],
        },
        encargada,
    )

    territorio = Territorio.objects.get()
    definicion = territorio.definiciones.get()
    assert (territorio.codigo, list(territorio.comunas.all())) == ("T-000001", [petorca])
    assert territorio.history.count() == 1
    assert territorio.history.get().history_user == encargada
    assert territorio.localidades.get().comuna == petorca
    assert (definicion.fecha_legible, str(definicion.documento)) == ("2007", "Memorándum N° 12")


def test_actualiza_por_codigo_y_muestra_antes_y_despues(petorca, encargada):
    territorio = completo(petorca)
    cabildo = ComunaFactory(codigo="05402", nombre="Cabildo")
    fila = {"Código": territorio.codigo, "Nombre": "Secano", "Tipo": "localidad", "Comunas": "Petorca; Cabildo"}
    definicion = {"Territorio": territorio.codigo, "Orden": 1, "Qué abarca": "Dos villas", "Tipo de acto": "ley"}

    resultado = importar("territorios", {"Territorios": [fila], "Definiciones": [definicion]}, encargada)

    cambios = {cambio.columna: (cambio.antes, cambio.despues) for cambio in resultado.cambios}
    assert cambios["Comunas"] == ("05404 Petorca", "05402 Cabildo; 05404 Petorca")
    assert cambios["Tipo de acto"] == ("memorándum", "ley")
    territorio.refresh_from_db()
    assert (territorio.nombre, territorio.tema, set(territorio.comunas.all())) == ("Secano", "", {petorca, cabildo})
    assert str(territorio.definiciones.get(orden=1).documento) == "Ley"


@pytest.mark.parametrize(
    ("fila", "motivo"),
    [
        ({"Comunas": "Petorka"}, "Territorios fila 2, Comunas: no se conoce «Petorka»; ¿quisiste decir «Petorca»?"),
        ({"Tipo": "comunas"}, "Territorios fila 2, Tipo: «comunas» no es una de las opciones"),
        ({"Código": "T-999999"}, "Territorios fila 2, Código: «T-999999» no existe o no está a tu alcance"),
        ({"Vigente desde": "2030"}, "Territorios fila 2, Vigente desde: «2030» no es una fecha dd-mm-aaaa"),
        ({"Está dentro de": "Ninguno"}, "«Ninguno» no está en la hoja «Territorios» ni guardado"),
        ({"Comunas": "Talca"}, "Territorios fila 2, Comunas: debe tocar una región tuya"),
        ({"Tipo": "nacional"}, "Territorios fila 2, Comunas: debe tocar una región tuya"),
    ],
)
def test_lo_que_no_vale_se_rechaza_en_su_celda_y_no_queda_nada(fila, motivo, petorca, encargada):
    ComunaFactory(codigo="07101", nombre="Talca")
    buena = {"Nombre": "Secano", "Tipo": "localidad", "Comunas": "Petorca"}

    (dicho,) = motivos(ver("territorios", {"Territorios": [buena | fila, buena | {"Nombre": "Costa"}]}, encargada))

    assert motivo in dicho
    assert not Territorio.objects.exists()


def test_lo_de_otra_region_no_existe_y_lo_regional_no_lo_cambia_la_unidad_nacional(petorca, ajena, nacional):
    territorio = completo(petorca)
    fila = {"Código": territorio.codigo, "Nombre": "Otro", "Tipo": "localidad", "Comunas": "Petorca"}

    de_ajena = motivos(ver("territorios", {"Territorios": [fila]}, ajena))
    de_nacional = motivos(ver("territorios", {"Territorios": [fila]}, nacional))
    parte = ver("territorios", {"Localidades": [{"Territorio": territorio.codigo, "Localidad": "X"}]}, nacional)

    assert de_ajena == [
        f"Territorios fila 2, Código: «{territorio.codigo}» no existe o no está a tu alcance; "
        "para una fila nueva deja vacío el código"
    ]
    assert de_nacional == ["Territorios fila 2: lo edita la dirección regional que lo cubre"]
    assert motivos(parte) == ["Localidades fila 2: lo edita la dirección regional que lo cubre"]


def test_avisa_si_lo_nuevo_se_llama_como_algo_que_ya_existe(petorca, encargada):
    territorio = TerritorioFactory(nombre="Secano")
    nuevo = {"Nombre": "SECANO", "Tipo": "localidad", "Comunas": "Petorca"}

    resultado = ver("territorios", {"Territorios": [nuevo, nuevo]}, encargada)

    assert [(fila.numero, frase.split(":")[0]) for fila, frase in resultado.avisos] == [
        (2, f"se llama como {territorio.codigo} Secano"),
        (3, f"se llama como {territorio.codigo} Secano"),
        (3, "se llama como la fila 2"),
    ]


def test_por_consola_tambien_avisa(petorca, encargada, tmp_path, capsys):
    territorio, archivo = TerritorioFactory(nombre="Secano"), tmp_path / "territorios.xlsx"
    nuevo = {"Nombre": "Secano", "Tipo": "localidad", "Comunas": "Petorca"}
    archivo.write_bytes(libro_del_tipo("territorios", {"Territorios": [nuevo]}))

    call_command("importar_planilla", str(archivo), usuario="encargada")

    assert f"Aviso: Territorios fila 2: se llama como {territorio.codigo} Secano" in capsys.readouterr().out


def test_una_localidad_se_elimina_solo_si_se_pide(petorca, encargada):
    territorio = completo(petorca)
    clave = {"Territorio": territorio.codigo, "Localidad": "El Sauce"}

    importar("territorios", {"Localidades": []}, encargada)
    assert territorio.localidades.count() == 1
    importar("territorios", {"Localidades": [clave | {"eliminar": "sí"}]}, encargada)

    assert territorio.localidades.count() == 0


def test_mirar_muchas_filas_no_consulta_por_cada_una(petorca, encargada):
    tipo = tipo_llamado("territorios")

    def consultas(cuantas):
        nombres = [f"Sector {n}" for n in range(cuantas)]
        territorios = [{"Nombre": nombre, "Tipo": "barrio", "Comunas": "Petorca"} for nombre in nombres]
        partes = [{"Territorio": nombre, "Localidad": "Toma", "Comuna": "petorca"} for nombre in nombres]
        libro = leer_libro(libro_del_tipo("territorios", {"Territorios": territorios, "Localidades": partes}))
        with CaptureQueriesContext(connection) as hechas:
            resultado = previsualizar(tipo, libro, encargada, con_ensayo=False)
        assert motivos(resultado) == []
        return len(hechas)

    assert consultas(20) == consultas(2)
