"""PDF/UA etiquetado, con typst: los datos viajan como JSON a una plantilla que los escribe literales."""

import json
import re
import threading
from functools import cache
from pathlib import Path

import typst
from django.conf import settings

from comun.documentos import anexo as anexo_de_cifras
from comun.documentos.arbol import Aviso, Cifra, Enfasis, Lista, Parrafo, SaltoDePagina, Tabla, Titulo
from comun.documentos.medidas import SANGRIA, alto_de_celda, ancho_de, anchos
from comun.documentos.texto import url_completa

PLANTILLA = Path(__file__).parent.parent / "plantillas" / "documento.typ"
TIPOGRAFIAS = ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic")
ANCHO_DE_TEXTO, ALTO_DE_TEXTO = 470.27, 650.27  # puntos: carta menos márgenes de 2,5 cm
MARGENES_DE_CELDA = 9
# Con cinco columnas o más, letra más pequeña.
CUERPOS = {5: 9, 6: 9}
_compilando = threading.Lock()


class FaltanTipografias(RuntimeError):
    """No están los archivos de Roboto con que se compone el PDF."""


def renderizar(documento, *, anexo=False, url_base=""):
    """Bytes del PDF; el mismo documento da siempre los mismos bytes."""
    datos = _Datos(documento, anexo, url_base).raiz(documento)
    try:
        return _compilar(datos)
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
    # Roboto no trae todos los signos del mundo: lo que no se puede dibujar sale como un cuadro.
    return _compilar(_dibujable(datos))


def _compilar(datos):
    compilador = _compilador()
    with _compilando:
        return compilador.compile(
            format="pdf",
            sys_inputs={"datos": json.dumps(datos, ensure_ascii=False)},
            pdf_standards=["ua-1"],
            timestamp=0,
        )


@cache
def _compilador():
    """El compilador queda caliente: abrir las tipografías y leer la plantilla se paga una vez por proceso."""
    raiz = settings.BASE_DIR / "node_modules" / "@expo-google-fonts" / "roboto"
    carpetas = [str(raiz / nombre) for nombre in TIPOGRAFIAS]
    fuentes = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=carpetas)
    if "Roboto" not in fuentes.families():
        raise FaltanTipografias(f"Faltan las tipografías de {raiz}: instala los paquetes con «make instalar».")
    return typst.Compiler(str(PLANTILLA), root=str(PLANTILLA.parent), font_paths=fuentes, ignore_system_fonts=True)


@cache
def _se_dibuja(caracter):
    prueba = {"bloques": [{"b": "parrafo", "c": caracter}], "titulo": "x", "autor": [], "fecha": None, "pie": ""}
    try:
        _compilar(prueba | {"estado": "", "lengua": "es", "pais": "CL", "alto": ALTO_DE_TEXTO})
    except typst.TypstError:
        return False
    return True


def _dibujable(nodo):
    if isinstance(nodo, str):
        return "".join([c if c < "\u0250" or _se_dibuja(c) else "□" for c in nodo])
    if isinstance(nodo, dict):
        return {clave: valor if clave == "u" else _dibujable(valor) for clave, valor in nodo.items()}
    return [_dibujable(parte) for parte in nodo] if isinstance(nodo, list | tuple) else nodo


class _Datos:
    """Traduce el árbol a lo que la plantilla espera; las llaves son de una letra porque se repiten mucho."""

    def __init__(self, documento, anexo, url_base):
        self.url_base, self.nivel = url_base, 0
        self.bloques = documento.bloques + (anexo_de_cifras.bloques(documento) if anexo else ())
        self.anclas = {e.cifra: e.ancla for e in anexo_de_cifras.entradas(documento)} if anexo else {}
        self.traducir = {
            Titulo: self._titulo,
            Parrafo: lambda p: {"b": p.estilo or "parrafo", "c": self._linea(p.contenido)},
            Lista: self._lista,
            Tabla: self._tabla,
            Aviso: self._aviso,
            SaltoDePagina: lambda bloque: {"b": "salto"},
        }

    def raiz(self, documento):
        lengua, _, pais = documento.idioma.partition("-")
        fecha = documento.fecha
        bloques = []
        for bloque in self.bloques:
            if isinstance(bloque, Tabla) and bloque.titulo_visible:
                bloques.append({"b": "leyenda", "x": bloque.titulo})
            bloques.append(self.traducir[type(bloque)](bloque))
        return {
            "titulo": documento.titulo or documento.codigo or "Documento",
            "autor": [documento.autor] if documento.autor else [],
            "fecha": (fecha.year, fecha.month, fecha.day) if fecha else None,
            "lengua": lengua,
            "pais": pais or None,
            "estado": documento.estado,
            "pie": " · ".join(filter(None, (documento.pie, documento.codigo))),
            "alto": ALTO_DE_TEXTO,
            "bloques": bloques,
        }

    def _titulo(self, titulo):
        # PDF/UA no admite saltarse niveles: el que se ve y el que se etiqueta pueden diferir.
        self.nivel = min(titulo.nivel, self.nivel + 1)
        return {"b": "titulo", "v": titulo.nivel, "n": self.nivel, "x": titulo.texto, "a": titulo.ancla}

    def _lista(self, lista):
        return {"b": "lista", "c": [self._linea(punto) for punto in lista.puntos]}

    def _aviso(self, aviso):
        titulo = (Enfasis(f"{aviso.titulo}: "),) if aviso.titulo else ()
        contenido = self._linea(titulo + aviso.contenido)
        return {"b": "aviso", "o": aviso.tono, "c": contenido}

    def _linea(self, contenido, ancho=ANCHO_DE_TEXTO, cuerpo=10.5):
        partes = []
        for parte in contenido:
            traducida = self._parte(parte)
            if isinstance(traducida, str):
                partes.extend(_con_palabras_largas(traducida, ancho, cuerpo))
            else:
                partes.append(traducida)
        if all(isinstance(parte, str) for parte in partes):
            return "".join(partes)
        return partes

    def _parte(self, parte):
        if isinstance(parte, str):
            return parte
        if isinstance(parte, Cifra):
            ancla = self.anclas.get(parte) if self.anclas else None
            return {"t": "cifra", "x": parte.texto, "u": ancla} if ancla else parte.texto
        if isinstance(parte, Enfasis):
            return {"t": parte.tipo, "x": parte.texto}
        destino = url_completa(parte.url, self.url_base)
        if not destino or destino.startswith(("/", "#")):
            return parte.texto
        return {"t": "enlace", "x": parte.texto, "u": destino}

    def _tabla(self, tabla):
        cuerpo = 8 if len(tabla.columnas) >= 7 else CUERPOS.get(len(tabla.columnas), 9.5)
        medidas = anchos(tabla, ANCHO_DE_TEXTO, cuerpo, MARGENES_DE_CELDA)
        rejilla = zip(tabla.filas, tabla.rejilla(), strict=True)
        filas, altos = zip(*(self._fila(tabla, fila, celdas, medidas, cuerpo) for fila, celdas in rejilla), strict=True)
        corte, cierre = tabla.encabezados, tabla.cierre
        if sum(altos[len(filas) - cierre :]) > ALTO_DE_TEXTO * 0.6:
            cierre = 0
        fin = len(filas) - cierre
        return {
            "b": "tabla",
            "s": tabla.estilo,
            "v": tabla.titulo_visible,
            "z": cuerpo,
            "w": medidas,
            "h": filas[:corte],
            "f": filas[corte:fin],
            "j": filas[fin:],
            "m": any(fila["p"] == "medir" for fila in filas[corte:]),
        }

    def _fila(self, tabla, fila, celdas, medidas, cuerpo):
        alto, salida = 0, []
        for columna, celda, continua in celdas:
            if continua:
                continue
            ancho = sum(medidas[columna : columna + celda.colspan]) - MARGENES_DE_CELDA
            if celda.rowspan == 1:
                alto = max(alto, alto_de_celda(celda, ancho, cuerpo, cuerpo * 1.25))
            salida.append(
                {
                    "c": self._contenido(celda.contenido, ancho, cuerpo),
                    "k": celda.colspan,
                    "r": celda.rowspan,
                    "n": columna,
                    "a": tabla.alineacion_de(columna, celda),
                    "e": celda.encabezado,
                }
            )
        partir = "entera" if alto < ALTO_DE_TEXTO * 0.6 else "medir"
        return {"t": fila.tipo, "c": salida, "p": partir}, alto

    def _contenido(self, contenido, ancho, cuerpo):
        partes = [
            self._lista_de_celda(bloque, ancho, cuerpo)
            if isinstance(bloque, Lista)
            else self._linea(bloque.contenido, ancho, cuerpo)
            for bloque in contenido
        ]
        if not partes:
            return ""
        return partes[0] if len(partes) == 1 and isinstance(partes[0], str) else partes

    def _lista_de_celda(self, lista, ancho, cuerpo):
        return {"c": [self._linea(punto, ancho - SANGRIA * cuerpo, cuerpo) for punto in lista.puntos]}


def _con_palabras_largas(texto, ancho, cuerpo):
    """Aparta las palabras que quizá no quepan en una línea: la plantilla las mide y, si no caben, las deja partir."""
    if len(texto) * cuerpo * 0.3 < ancho or not any(ancho_de(p, cuerpo) > ancho for p in texto.split()):
        return [texto]
    trozos = [trozo for trozo in re.split(r"(\s+)", texto) if trozo]
    return [{"t": "larga", "x": trozo, "w": ancho} if ancho_de(trozo, cuerpo) > ancho else trozo for trozo in trozos]
