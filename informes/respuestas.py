"""Lo que comparten las páginas que entregan documentos: sus direcciones y el origen de una cifra."""

from django.http import Http404
from django.urls import reverse

from comun.documentos.formatos import FORMATOS
from comun.formatos import formato as escribir
from comun.tablas import Columna, Tabla
from informes.origen import filas_para

ORDEN_DE_DESCARGA = ("docx", "pdf", "xlsx", "html", "json")
CON_ANEXO = ("DOCX", "PDF", "HTML")


def descargas(nombre_url, codigo):
    """Pares (formato, dirección) para los botones de descarga: primero el que se edita, después el que se envía."""
    return [(formato.upper(), reverse(nombre_url, args=[codigo, formato])) for formato in ORDEN_DE_DESCARGA]


def descargas_con_anexo(nombre_url, codigo):
    """Los mismos pares, con el anexo «Origen de las cifras»; XLSX y JSON llevan siempre sus filas."""
    return [(formato, f"{url}?anexo=1") for formato, url in descargas(nombre_url, codigo) if formato in CON_ANEXO]


def exigir_formato(formato):
    """Http404 si el formato pedido en la dirección no existe."""
    if formato not in FORMATOS:
        raise Http404


def cifra_llamada(clave, cifras):
    """La cifra con esa clave entre las dadas, o Http404."""
    for cifra in cifras:
        if cifra.clave == clave:
            return cifra
    raise Http404


def tabla_de_origen(request, cifra):
    """Las filas de la cifra como tabla; cada una abre su objeto si quien mira puede verlo."""
    columnas = [
        Columna("Código", lambda par: par[0].codigo, "codigo", url=lambda par: par[1]),
        Columna("Descripción", lambda par: par[0].descripcion),
        Columna("Institución", lambda par: par[0].institucion),
        Columna("Valor", lambda par: par[0].valor, cifra.formato if cifra.operacion != "razon" else "numero"),
        Columna("Unidad", lambda par: par[0].unidad),
    ]
    if any(fila.tasa is not None for fila in cifra.filas):
        columnas.insert(3, Columna("Tasa", lambda par: f"{escribir(par[0].tasa)} %", "codigo"))
    return Tabla(
        columnas,
        filas=filas_para(cifra, request.user),
        peticion=request,
        vacio="Nada guardado da esta cifra todavía.",
        titulo="Filas de las que sale la cifra",
        sustantivo=("fila", "filas"),
    )
