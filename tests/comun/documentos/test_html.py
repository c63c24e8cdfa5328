"""El documento en HTML…"""

import re
from html.parser import HTMLParser

import pytest

from comun.documentos.arbol import Enlace, Parrafo, Titulo
from comun.documentos.formatos import html, renderizar
from tests.fabricas.documentos import documento, documento_de_muestra, gasto, tabla_de_metas

VACIOS = {"meta", "col", "br"}


class Revisor(HTMLParser):
    """Comprueba que cada elemento se cierre y junta etiquetas con sus atributos."""

    def __init__(self, texto):
        super().__init__()
        self.abiertos, self.elementos = [], []
        self.feed(texto)
        self.close()
        assert self.abiertos == []

    def handle_starttag(self, etiqueta, atributos):
        self.elementos.append((etiqueta, dict(atributos)))
        if etiqueta not in VACIOS:
            self.abiertos.append(etiqueta)

    def handle_endtag(self, etiqueta):
        assert self.abiertos.pop() == etiqueta

    def todos(self, etiqueta):
        return [atributos for nombre, atributos in self.elementos if nombre == etiqueta]


def archivo(uno, **opciones):
    return renderizar(uno, "html", **opciones).decode()


def test_es_una_pagina_completa_en_espanol_de_chile():
    revisor = Revisor(texto := archivo(documento_de_muestra()))

    assert revisor.todos("html") == [{"lang": "es-CL"}]
    assert "<title>Informe de ejemplo</title>" in texto
    assert len(revisor.todos("h1")) == 1
    assert len(revisor.todos("main")) == 1
    assert "Borrador" in texto
    assert "P-000001" in texto


def test_no_pide_nada_afuera():
    texto = archivo(documento_de_muestra())

    assert not re.search(r"<(script|link|img|iframe)|@import|url\(", texto)
    assert not re.search(r"\sstyle=", texto)


def test_da_titulo_y_ambito_a_las_tablas():
    revisor = Revisor(texto := archivo(documento(tabla_de_metas())))
    ambitos = [celda["scope"] for celda in revisor.todos("th")]

    assert '<caption class="visually-hidden">Avances en las metas</caption>' in texto
    assert ambitos.count("col") == 7
    assert ambitos.count("rowgroup") == 2
    assert ambitos.count("row") == 3
    assert len(revisor.todos("thead")) == 1
    assert len(revisor.todos("tbody")) == 2


def test_combina_celdas():
    revisor = Revisor(archivo(documento(tabla_de_metas(1))))
    celdas = revisor.todos("td") + revisor.todos("th")

    assert [c["rowspan"] for c in celdas if "rowspan" in c] == ["3", "3", "3"]
    assert sorted(c["colspan"] for c in celdas if "colspan" in c) == ["6", "6", "6", "7"]


def test_enlaza_la_cifra_a_sus_filas_dentro_del_sitio():
    texto = html.fragmento(documento(Parrafo(gasto())))

    assert re.search(r'<a class="documento-cifra" href="/proyectos/P-1/gastos/"[^>]*>5,500.00</a>', texto)


def test_enlaza_la_cifra_con_direccion_completa_en_el_archivo():
    uno = documento(Parrafo(gasto()))

    assert 'href="https://mesas.ejemplo.cl/proyectos/P-1/gastos/"' in archivo(uno, url_base="https://mesas.ejemplo.cl/")
    assert "href" not in archivo(uno).split("<body>")[1]
    assert 'href="#cifra-1"' in archivo(uno, anexo=True)
    assert 'id="cifra-1"' in archivo(uno, anexo=True)


def test_el_fragmento_baja_los_titulos_y_no_lleva_estilo():
    texto = html.fragmento(documento_de_muestra())

    assert "<h1" not in texto
    assert "<h2>Informe de ejemplo</h2>" in texto
    assert "<h3>I. Resultados</h3>" in texto
    assert not re.search(r"<style|\sstyle=", texto)
    Revisor(texto)


def test_pone_un_titulo_mayor_aunque_el_documento_no_lo_traiga():
    texto = archivo(documento(Titulo(2, "Sección")))

    assert '<h1 class="visually-hidden">Informe de ejemplo</h1>' in texto


@pytest.mark.parametrize("direccion", ["javascript:alert(1)", "data:text/html,x"])
def test_no_enlaza_a_una_direccion_insegura(direccion):
    texto = archivo(documento(Parrafo(Enlace("pincha", direccion))))

    assert "pincha" in texto
    assert "<a " not in texto


def test_escribe_sin_dato_y_el_aviso():
    texto = html.fragmento(documento_de_muestra())

    assert 'documento-sin-dato" href="/proyectos/P-1/gastos/"' in texto
    assert '<div class="documento-aviso documento-aviso-alerta" role="note"><strong>Aviso:</strong>' in texto


def test_su_hoja_de_estilo_conoce_todas_sus_clases():
    texto = html.fragmento(documento_de_muestra(), anexo=True)
    hoja = html.hoja_de_estilo()

    clases = {clase for lista in re.findall(r'class="([^"]+)"', texto) for clase in lista.split()}

    sin_estilo = {clase for clase in clases if f".{clase}" not in hoja}
    assert sin_estilo <= {"documento-aviso-alerta"}
