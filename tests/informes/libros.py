"""Libros de la planilla «proyecto» escritos celda por celda, con los encabezados del exportador."""

import io

from openpyxl import Workbook

from comun.planillas import aplicar, leer_libro, previsualizar, tipo_llamado
from comun.planillas.lectura import ETIQUETA_DEL_TIPO
from comun.planillas.tipos import ELIMINAR, GUIA


def libro_de_proyecto(filas_por_hoja):
    """Los bytes de un libro con {hoja: [{campo: valor}]}; un campo que no existe es un error de quien prueba."""
    tipo = tipo_llamado("proyecto")
    desconocidas = set(filas_por_hoja) - set(tipo.por_nombre)
    assert not desconocidas, desconocidas
    libro = Workbook()
    libro.active.title = GUIA
    libro.active.append([ETIQUETA_DEL_TIPO, tipo.nombre])
    for hoja in tipo.hojas:
        pagina = libro.create_sheet(hoja.nombre)
        pagina.append(hoja.encabezados)
        campos = [columna.campo for columna in hoja.columnas] + ([ELIMINAR] if hoja.admite_eliminar else [])
        for fila in filas_por_hoja.get(hoja.nombre, []):
            assert set(fila) <= set(campos), set(fila) - set(campos)
            pagina.append([fila.get(campo) for campo in campos])
    salida = io.BytesIO()
    libro.save(salida)
    return salida.getvalue()


def importar(contenido, *, por=None):
    """Importa el libro y devuelve el resultado; si algo se rechaza, la prueba falla diciendo qué."""
    libro = leer_libro(contenido)
    resultado = previsualizar(libro.tipo, libro, por)
    assert not resultado.rechazos, "\n".join(map(str, resultado.rechazos))
    return aplicar(resultado, por=por)
