"""El documento en PDF…"""

import io
import re
import shutil
import subprocess
import threading

import pypdf
import pytest

from comun.documentos.arbol import Celda, Columna, Enlace, Fila, Parrafo, Tabla, Titulo
from comun.documentos.formatos import pdf, renderizar
from tests.fabricas.documentos import FRASE, documento, documento_de_muestra, tabla_de_metas


def abrir(uno, **opciones):
    return pypdf.PdfReader(io.BytesIO(renderizar(uno, "pdf", **opciones)))


def texto_de(uno, **opciones):
    return "\n".join(pagina.extract_text() for pagina in abrir(uno, **opciones).pages)


def junto(texto):
    return re.sub(r"\s+", " ", texto)


def lineas_en_orden(uno):
    """El texto en el orden en que está escrito, como lo lee pdftotext; se omite si no está instalado."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext no está instalado")
    orden = ["pdftotext", "-raw", "-", "-"]
    contenido = renderizar(uno, "pdf")
    return junto(subprocess.run(orden, input=contenido, capture_output=True, check=True).stdout.decode())


def enlaces(lector):
    for pagina in lector.pages:
        for anotacion in pagina.get("/Annots", ()):
            yield anotacion.get_object()


def test_va_etiquetado_con_idioma_y_titulo():
    lector = abrir(documento_de_muestra())
    raiz = lector.trailer["/Root"]

    assert raiz["/MarkInfo"]["/Marked"]
    assert raiz["/Lang"] == "es-CL"
    assert lector.metadata.title == "Informe de ejemplo"
    assert lector.metadata.author == "Oficina de ejemplo"
    assert b"pdfuaid" in raiz["/Metadata"].get_object().get_data()
    assert {float(medida) for medida in lector.pages[0].mediabox[2:]} == {612.0, 792.0}


def test_la_misma_entrada_da_los_mismos_bytes():
    uno = documento_de_muestra()

    primero = renderizar(uno, "pdf")
    pdf._compilador.cache_clear()

    assert renderizar(uno, "pdf") == primero


def test_usa_roboto_incrustada():
    fuentes = abrir(documento_de_muestra()).pages[0]["/Resources"]["/Font"].values()

    assert all("Roboto" in fuente.get_object()["/BaseFont"] for fuente in fuentes)


def test_lleva_codigo_y_pagina_al_pie_y_borrador_arriba():
    paginas = abrir(documento_de_muestra()).pages

    for numero, pagina in enumerate(paginas, 1):
        texto = junto(pagina.extract_text())
        assert f"Página {numero} de {len(paginas)}" in texto
        assert "Oficina de ejemplo · P-000001" in texto
        assert "Borrador" in texto
    assert "Borrador" not in texto_de(documento_de_muestra(estado=""))


def test_repite_el_encabezado_de_la_tabla_en_cada_pagina():
    paginas = [pagina.extract_text() for pagina in abrir(documento(tabla_de_metas(productos=16))).pages]

    assert len(paginas) >= 3
    assert all("Ítem" in pagina for pagina in paginas)


def test_las_celdas_salen_en_orden_fila_por_fila():
    nombres = tuple(f"Columna {letra}" for letra in "ABCDEFG")
    filas = [Fila(nombres, "encabezado")]
    filas += [Fila(tuple(f"celda{n}{letra} con varias palabras" for letra in "abcdefg")) for n in range(60)]

    texto = lineas_en_orden(documento(Tabla("T", (Columna(),) * 7, filas)))

    assert re.findall(r"celda\d+[a-g]", texto) == [f"celda{n}{letra}" for n in range(60) for letra in "abcdefg"]


def test_no_parte_una_fila_que_cabe_en_una_pagina():
    alta = Celda(tuple(Parrafo(f"Renglón {n}. {FRASE}") for n in range(17)))
    tabla = Tabla(
        "T", (Columna(), Columna(3)), (Fila(("A", "B"), "encabezado"), *[Fila((f"fila{n}", alta)) for n in range(3)])
    )
    for previo in (0, 6, 12):
        paginas = abrir(documento(*(Parrafo(FRASE * 3) for _ in range(previo)), tabla)).pages
        for pagina in paginas:
            texto = junto(pagina.extract_text())
            assert texto.count("Renglón 0.") == texto.count("Renglón 16.")


def test_parte_una_fila_que_no_cabe_en_una_pagina():
    enorme = Celda(tuple(Parrafo(f"Renglón {n}. {FRASE}") for n in range(80)))

    texto = junto(texto_de(documento(Tabla("T", (Columna(), Columna(3)), (Fila(("a", enorme)),)))))

    assert [f"Renglón {n}." in texto for n in range(80)] == [True] * 80


def test_la_fila_de_seccion_no_queda_sola_al_pie():
    for previo in range(20, 34):
        relleno = [Parrafo(f"línea {n}") for n in range(previo)]
        for pagina in abrir(documento(*relleno, tabla_de_metas(1, 2))).pages:
            texto = junto(pagina.extract_text())
            assert ("Producto 1: acomp" in texto) == ("Indicador 1.1" in texto)


def test_no_corta_palabras_que_caben():
    texto = lineas_en_orden(documento(tabla_de_metas()))

    assert "acompañamiento intersectorial" in texto
    assert "presupuestario" in texto
    assert "\u200b" not in texto


def test_parte_una_palabra_que_no_cabe_sin_salirse_de_la_columna():
    larga = "https://www.ejemplo.cl/" + "a" * 300

    lector = abrir(documento(Tabla("T", (Columna(),) * 7, (Fila((larga, *"bcdefg")),))))

    texto = lector.pages[0].extract_text().replace("\u200b", "")
    assert "a" * 300 in re.sub(r"\s", "", texto)
    assert max(len(racha) for racha in re.findall("a+", texto)) < 60


def test_enlaza_a_lo_externo_y_cada_cifra_a_su_entrada():
    anotaciones = list(enlaces(abrir(documento_de_muestra(), anexo=True, url_base="https://mesas.ejemplo.cl")))
    externos = {a["/A"]["/URI"] for a in anotaciones if "/A" in a and "/URI" in a["/A"]}

    assert "https://www.ejemplo.cl/noticia?a=1&b=2" in externos
    assert "https://mesas.ejemplo.cl/gastos/G-0001/" in externos
    assert [a for a in anotaciones if "/Dest" in a or "/D" in a.get("/A", {})]


def test_sin_anexo_no_hay_enlaces_internos_ni_filas():
    lector = abrir(documento_de_muestra())

    assert {a["/A"]["/URI"] for a in enlaces(lector)} == {"https://www.ejemplo.cl/noticia?a=1&b=2"}
    assert "Origen de las cifras" not in texto_de(documento_de_muestra())


def test_admite_titulos_que_se_saltan_niveles():
    texto = texto_de(documento(Titulo(3, "Empieza por el tercero"), Titulo(1, "Primero"), Titulo(4, "Cuarto")))

    assert "Empieza por el tercero" in texto


def test_reemplaza_lo_que_la_letra_no_puede_dibujar():
    texto = texto_de(
        documento(Titulo(1, "Mesa 😀"), Parrafo(("Barrio 中 ☃ ñandú ", Enlace("x", "https://ejemplo.cl/中"))))
    )

    assert "Mesa □" in texto
    assert "ñandú" in texto


def test_compila_desde_varios_hilos_a_la_vez():
    salidas = {}

    def componer(numero):
        salidas[numero] = texto_de(documento(Parrafo(f"Hilo número {numero}")))

    hilos = [threading.Thread(target=componer, args=(numero,)) for numero in range(6)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()

    assert all(f"Hilo número {numero}" in salidas[numero] for numero in range(6))


def test_dice_que_faltan_las_tipografias(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    pdf._compilador.cache_clear()

    with pytest.raises(pdf.FaltanTipografias, match="make instalar"):
        renderizar(documento(), "pdf")
    pdf._compilador.cache_clear()


def test_enlaza_una_direccion_larga_que_ocupa_varias_lineas():
    larga = "https://www.ejemplo.cl/" + "/".join(["noticias-de-la-mesa"] * 12)

    assert {a["/A"]["/URI"] for a in enlaces(abrir(documento(Parrafo(Enlace(larga, larga)))))} == {larga}


def test_una_direccion_que_se_corta_en_un_guion_no_lo_repite():
    larga = "https://www.ejemplo.cl/" + "-".join(["acuerdo"] * 20)

    leido = texto_de(documento(Parrafo(Enlace(larga, larga)))).replace("\n", "")

    assert larga in leido


def con_total(filas):
    """Una tabla de `filas` líneas bajas, un subtotal y su total."""
    lineas = [Fila((f"Línea {numero}", "1")) for numero in range(filas)]
    cierre = [Fila(("Subtotal", "1"), "subtotal"), Fila(("Total", "1"), "total")]
    return documento(
        Tabla("Gastos", (Columna(3), Columna(1)), [Fila(("Ítem", "Monto"), "encabezado"), *lineas, *cierre])
    )


def test_el_total_nunca_queda_solo_en_la_pagina_siguiente():
    saltos = set()
    for filas in range(34, 39):
        paginas = [pagina.extract_text() for pagina in abrir(con_total(filas)).pages]
        con_el_total = next(texto for texto in paginas if "Total" in texto)
        assert f"Línea {filas - 1}" in con_el_total, filas
        assert "Subtotal" in con_el_total
        saltos.add(len(paginas))

    assert saltos == {1, 2}
