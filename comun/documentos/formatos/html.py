"""HTML accesible: un fragmento para la página del sitio y un archivo que se sostiene solo.

El fragmento lleva sólo clases (la política de seguridad del sitio no admite estilos en línea); el archivo trae
su hoja de estilo dentro y no pide nada afuera. Ambos usan static/documentos/documento.css.
"""

from functools import cache
from html import escape

from django.conf import settings

from comun.documentos import anexo as anexo_de_cifras
from comun.documentos.arbol import Aviso, Cifra, Enfasis, Enlace, Lista, Parrafo, SaltoDePagina, Tabla, Titulo
from comun.documentos.texto import url_completa

RUTA_DE_ESTILO = "static/documentos/documento.css"
ETIQUETAS = {"fuerte": "strong", "cursiva": "em"}


def renderizar(documento, *, anexo=False, url_base=""):
    """Archivo HTML completo. Sin `url_base`, una cifra enlaza al anexo si lo hay y, si no, a nada."""
    escritor = _Escritor(documento, anexo, url_base, dentro_del_sitio=False)
    return "".join(escritor.archivo(documento)).encode()


def fragmento(documento, *, anexo=False, nivel=2):
    """El cuerpo, para ponerlo dentro de una página del sitio; su título mayor queda como <h{nivel}>."""
    escritor = _Escritor(documento, anexo, "", dentro_del_sitio=True, nivel=nivel)
    return "".join(escritor.cuerpo(documento))


@cache
def hoja_de_estilo():
    """El texto de la hoja de estilo, sin nada que pueda cerrar el elemento que la contiene."""
    return (settings.BASE_DIR / RUTA_DE_ESTILO).read_text(encoding="utf-8").replace("</", "<\\/")


def _atributo(nombre, valor):
    return f' {nombre}="{escape(valor)}"' if valor else ""


class _Escritor:
    def __init__(self, documento, anexo, url_base, *, dentro_del_sitio, nivel=1):
        self.url_base, self.dentro_del_sitio, self.nivel = url_base, dentro_del_sitio, nivel
        self.bloques = documento.bloques + (anexo_de_cifras.bloques(documento) if anexo else ())
        self.anclas = {e.cifra: e.ancla for e in anexo_de_cifras.entradas(documento)} if anexo else {}
        self.escribir = {
            Titulo: self._titulo,
            Parrafo: self._parrafo,
            Lista: self._lista,
            Tabla: self._tabla,
            Aviso: self._aviso,
            SaltoDePagina: lambda bloque: '<div class="documento-salto"></div>\n',
        }

    def archivo(self, documento):
        titulo, estado = escape(documento.titulo), escape(documento.estado)
        yield f'<!DOCTYPE html>\n<html lang="{escape(documento.idioma)}">\n<head>\n<meta charset="utf-8">\n'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        yield f"<title>{titulo}</title>\n<style>\n{hoja_de_estilo()}</style>\n</head>\n<body>\n"
        if estado:
            yield f'<header class="documento-estado">{estado}</header>\n'
        yield "<main>\n"
        if not any(isinstance(bloque, Titulo) and bloque.nivel == 1 for bloque in self.bloques):
            yield f'<h1 class="visually-hidden">{titulo}</h1>\n'
        yield from self.cuerpo(documento)
        pie = " · ".join(filter(None, (documento.pie, documento.codigo)))
        yield f'</main>\n<footer class="documento-pie">{escape(pie)}</footer>\n</body>\n</html>\n'

    def cuerpo(self, documento):
        yield f'<div class="documento" lang="{escape(documento.idioma)}">\n'
        for bloque in self.bloques:
            yield self.escribir[type(bloque)](bloque)
        yield "</div>\n"

    def _titulo(self, titulo):
        nivel = min(titulo.nivel + self.nivel - 1, 6)
        return f"<h{nivel}{_atributo('id', titulo.ancla)}>{self._texto(titulo.texto)}</h{nivel}>\n"

    def _parrafo(self, parrafo):
        clase = f' class="documento-{parrafo.estilo}"' if parrafo.estilo else ""
        return f"<p{clase}>{self._en_linea(parrafo.contenido)}</p>\n"

    def _lista(self, lista):
        return "<ul>" + "".join(f"<li>{self._en_linea(punto)}</li>" for punto in lista.puntos) + "</ul>\n"

    def _aviso(self, aviso):
        titulo = f"<strong>{escape(aviso.titulo)}:</strong> " if aviso.titulo else ""
        return (
            f'<div class="documento-aviso documento-aviso-{aviso.tono}" role="note">'
            f"{titulo}{self._en_linea(aviso.contenido)}</div>\n"
        )

    def _tabla(self, tabla):
        titulo = escape(tabla.titulo)
        oculto = "" if tabla.titulo_visible else ' class="visually-hidden"'
        total = sum(columna.ancho for columna in tabla.columnas)
        # Anchos en pasos de cinco por ciento, que la hoja de estilo conoce como clases.
        anchos = (max(5, round(20 * columna.ancho / total) * 5) for columna in tabla.columnas)
        partes = [
            f'<div class="documento-tabla" role="group" tabindex="0" aria-label="{titulo}">',
            f'<table class="documento-{tabla.estilo}">\n<caption{oculto}>{titulo}</caption>\n<colgroup>',
            *(f'<col class="documento-col-{ancho}">' for ancho in anchos),
            "</colgroup>\n",
        ]
        encabezados, abierta = tabla.encabezados, ""
        for numero, (fila, celdas) in enumerate(zip(tabla.filas, tabla.rejilla(), strict=True)):
            seccion = "thead" if numero < encabezados else "tbody"
            if seccion != abierta or fila.tipo == "seccion":
                partes.append((f"</{abierta}>\n" if abierta else "") + f"<{seccion}>\n")
                abierta = seccion
            clase = f' class="documento-{fila.tipo}"' if fila.tipo not in ("normal", "encabezado") else ""
            partes.append(f"<tr{clase}>")
            partes.extend(
                self._celda(tabla, fila, columna, celda) for columna, celda, continua in celdas if not continua
            )
            partes.append("</tr>\n")
        partes.append((f"</{abierta}>\n" if abierta else "") + "</table></div>\n")
        return "".join(partes)

    def _celda(self, tabla, fila, columna, celda):
        etiqueta, ambito = "td", ""
        if fila.tipo == "encabezado":
            etiqueta, ambito = "th", "colgroup" if celda.colspan > 1 else "col"
        elif fila.tipo == "seccion" and celda.colspan == len(tabla.columnas):
            etiqueta, ambito = "th", "rowgroup"
        elif celda.encabezado or (fila.tipo in ("subtotal", "total") and columna == 0 and celda.contenido):
            etiqueta, ambito = "th", "row"
        alineacion = tabla.alineacion_de(columna, celda)
        atributos = (
            _atributo("scope", ambito)
            + (f' colspan="{celda.colspan}"' if celda.colspan > 1 else "")
            + (f' rowspan="{celda.rowspan}"' if celda.rowspan > 1 else "")
            + (f' class="documento-{alineacion}"' if alineacion != "izquierda" else "")
        )
        return f"<{etiqueta}{atributos}>{self._contenido(celda)}</{etiqueta}>"

    def _contenido(self, celda):
        if len(celda.contenido) == 1 and type(celda.contenido[0]) is Parrafo and not celda.contenido[0].estilo:
            return self._en_linea(celda.contenido[0].contenido)
        return "".join(self.escribir[type(bloque)](bloque) for bloque in celda.contenido)

    def _en_linea(self, contenido):
        return "".join(self._parte(parte) for parte in contenido)

    def _texto(self, texto):
        texto = escape(texto)
        return texto.replace("\n", "<br>") if "\n" in texto else texto

    def _parte(self, parte):
        if isinstance(parte, str):
            return self._texto(parte)
        if isinstance(parte, Cifra):
            return self._cifra(parte)
        if isinstance(parte, Enfasis):
            etiqueta = ETIQUETAS[parte.tipo]
            return f"<{etiqueta}>{self._texto(parte.texto)}</{etiqueta}>"
        if isinstance(parte, Enlace):
            destino = self._fuera(parte.url)
            texto = self._texto(parte.texto)
            return f'<a href="{escape(destino)}">{texto}</a>' if destino else texto
        raise TypeError(f"No se sabe escribir {type(parte).__name__} en HTML")

    def _cifra(self, cifra):
        clase = "documento-cifra" if cifra.valor is not None else "documento-cifra documento-sin-dato"
        destino = self._fuera(cifra.url)
        if not destino and cifra in self.anclas:
            destino = f"#{self.anclas[cifra]}"
        if not destino:
            return f'<span class="{clase}">{escape(cifra.texto)}</span>'
        ayuda = escape(f"{cifra.operacion_en_palabras}: ver su origen")
        return f'<a class="{clase}" href="{escape(destino)}" title="{ayuda}">{escape(cifra.texto)}</a>'

    def _fuera(self, url):
        """Dirección que funciona desde donde se abrirá: una ruta del sitio necesita su base fuera de él."""
        destino = url_completa(url, self.url_base)
        return "" if destino.startswith("/") and not self.dentro_del_sitio else destino
