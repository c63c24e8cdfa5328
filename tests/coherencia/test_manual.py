"""El manual: toda pantalla tiene su ayuda, y nada de lo que el manual nombra falta, sobra o envejece."""

import ast
import re
from functools import cache

import pytest
from django.templatetags.static import static
from django.urls import reverse

from comun.manual import CARPETA, TAREAS, leer, medidas
from tests.coherencia.matriz import MATRIZ
from tests.coherencia.nuestro import archivos, codigo, plantillas
from tests.coherencia.nuestro import leer as leer_archivo

# Lo que responde a un GET y no es una pantalla con barra: archivos, datos para programas y redirecciones.
NO_SON_PANTALLAS = re.compile(r"^(salud|salud_lista|admin_ingreso|\w+_json|\w+_archivo)$")
# Pantallas que no explica ninguna tarea: su «¿Cómo hago esto?» abre el índice.
AL_INDICE = {"manual", "manual_tarea", "galeria"}
COMPUESTAS = {"Pasar a mapeo", "Comparar con la versión 1"}  # la pantalla las arma con una fase o un número
PANTALLAS = {n for n, fila in MATRIZ.items() if "GET" in fila.metodos and not NO_SON_PANTALLAS.match(n)}
CLAVES = [tarea.clave for tarea in TAREAS]
TEXTOS = {clave: (CARPETA / f"{clave}.md").read_text() for clave in CLAVES}
NOMBRADAS = {toma for texto in TEXTOS.values() for toma in re.findall(r"\(imagenes/([\w-]+)\.png\)", texto)}
EXPLICADAS = [pantalla for tarea in TAREAS for pantalla in tarea.pantallas]


@cache
def pantallas_por_escrito():
    return "\n".join(map(leer_archivo, [*plantillas(), *codigo()]))


def tomas_de_los_recorridos():
    """El primer argumento de cada llamada a `tomar`, en los recorridos."""
    for ruta in archivos("tests/recorridos/*.py"):
        for nodo in ast.walk(ast.parse(leer_archivo(ruta))):
            if isinstance(nodo, ast.Call) and "tomar" in (getattr(nodo.func, a, "") for a in ("id", "attr")):
                yield nodo.args[0].value


def test_toda_pantalla_tiene_su_tarea_o_va_al_indice():
    assert PANTALLAS - set(EXPLICADAS) == AL_INDICE, "súmalas a una tarea en comun/manual.py, o a AL_INDICE"
    assert set(EXPLICADAS) - PANTALLAS == set(), "ya no son pantallas: bórralas de comun/manual.py"


def test_a_cada_pantalla_la_explica_una_sola_tarea():
    assert sorted(EXPLICADAS) == sorted(set(EXPLICADAS))


def test_toda_pagina_escrita_es_una_tarea_que_alguna_pantalla_enlaza():
    assert sorted(archivo.stem for archivo in CARPETA.glob("*.md")) == sorted(CLAVES)
    assert [tarea.clave for tarea in TAREAS if not tarea.pantallas] == []


def test_cada_toma_la_saca_un_recorrido_y_la_muestra_una_pagina():
    sacadas = list(tomas_de_los_recorridos())

    assert set(sacadas) == NOMBRADAS
    assert len(sacadas) == len(set(sacadas)), "dos recorridos se pisan la misma toma"


def test_las_imagenes_confirmadas_son_las_que_se_muestran_y_son_livianas():
    pesos = {imagen.stem: imagen.stat().st_size for imagen in (CARPETA / "imagenes").iterdir()}

    assert set(pesos) == NOMBRADAS, "renuévalas con make manual"
    assert {nombre: peso for nombre, peso in pesos.items() if peso > 40_000} == {}
    assert sum(pesos.values()) < 1_500_000


@pytest.mark.parametrize("clave", CLAVES)
def test_cada_pagina_es_corta_y_va_por_pasos(clave):
    texto = TEXTOS[clave]

    assert len(texto.splitlines()) <= 70
    assert re.search(r"^1\. ", texto, re.MULTILINE)
    assert all(len(alternativo) > 15 for alternativo in re.findall(r"!\[(.*?)\]", texto))


@pytest.mark.parametrize("clave", CLAVES)
def test_lo_que_va_en_negrita_se_lee_tal_cual_en_alguna_pantalla(clave):
    dicho = {" ".join(frase.split()) for frase in re.findall(r"\*\*(.+?)\*\*", TEXTOS[clave], re.DOTALL)}

    assert {frase for frase in dicho if frase not in pantallas_por_escrito()} <= COMPUESTAS


@pytest.mark.parametrize("clave", CLAVES)
def test_en_el_sitio_los_enlaces_e_imagenes_apuntan_al_sitio(clave):
    pagina = leer(clave)

    assert pagina.titulo and pagina.bajada and "<h1" not in pagina.cuerpo
    assert set(re.findall(r'href="([^"]+)"', pagina.cuerpo)) <= {tarea.url for tarea in TAREAS}
    for nombre in re.findall(r"\(imagenes/([\w-]+)\.png\)", TEXTOS[clave]):
        ancho, alto = medidas(CARPETA / "imagenes" / f"{nombre}.png")
        assert f'src="{static(f"manual/{nombre}.png")}"' in pagina.cuerpo
        assert f'width="{ancho}" height="{alto}"' in pagina.cuerpo


def test_cada_pantalla_enlaza_su_tarea(entrar, encargada):
    cliente = entrar(encargada)

    assert f'href="{reverse("manual_tarea", args=["mesa-e-integrantes"])}"' in cliente.get("/mesas/").text
    assert f'class="ayuda" href="{reverse("manual")}"' in cliente.get("/galeria/").text


def test_una_tarea_inventada_no_existe(entrar, encargada):
    assert entrar(encargada).get("/manual/no-existe/").status_code == 404
