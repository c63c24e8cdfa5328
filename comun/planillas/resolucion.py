"""Encontrar lo que cada fila nombra: su propio objeto guardado y las filas u objetos a que se refiere."""

import operator

from django.db import models

from comun.busqueda import normalizar
from comun.planillas.cercania import sugerencia
from comun.planillas.errores import ErrorDeCelda
from comun.planillas.referencia import Referencia
from comun.planillas.tipos import ENTRE_CLAVES

TRAMO = 500  # valores por consulta
MAX_SUGERIBLES = 20_000


class Indice:
    """Las filas de una hoja por su clave: primero las del libro, después las guardadas."""

    def __init__(self, hoja, usuario, raiz):
        self.hoja, self.usuario, self.raiz = hoja, usuario, raiz
        self.del_libro = {}
        self._guardadas = {}
        self._buscados = set()

    def guardadas(self, primeros=()):
        """{clave: [objetos]}. Si la hoja cuelga de la raíz se traen todos; si no, los de esos primeros valores."""
        if self.hoja.raiz:
            if None not in self._buscados:
                self._buscados.add(None)
                self._agregar(self._base())
            return self._guardadas
        ruta = self.hoja.clave[0]
        nuevos = {valor for valor in map(_buscable, primeros) if valor not in (None, "")} - self._buscados
        self._buscados |= nuevos
        ordenados = sorted(nuevos)
        for desde in range(0, len(ordenados), TRAMO):
            self._agregar(self._base().filter(**{f"{ruta}__in": ordenados[desde : desde + TRAMO]}))
        return self._guardadas

    def _base(self):
        if self.hoja.raiz and self.raiz is None:
            return self.hoja.modelo._default_manager.none()
        return self.hoja.guardados(usuario=self.usuario, raiz=self.raiz)

    def _agregar(self, objetos):
        for objeto in objetos:
            self._guardadas.setdefault(self.hoja.clave_guardada(objeto), []).append(objeto)

    def buscar(self, clave, primero):
        """La Fila o el objeto de esa clave (cuyo primer valor es `primero`), o None."""
        if clave in self.del_libro:
            return self.del_libro[clave]
        objetos = self.guardadas([primero]).get(clave, [])
        return objetos[0] if len(objetos) == 1 else None

    def nombres(self, *, sin=0):
        """Cómo se llaman las filas conocidas, para sugerir."""
        conocidas = [*self.del_libro.values(), *(uno for unos in self._guardadas.values() for uno in unos)]
        return [self.hoja.nombre_en_referencias(una, sin=sin) for una in conocidas[:MAX_SUGERIBLES]]


class Resolutor:
    """Cambia los textos de las columnas Referencia por la fila u objeto que nombran."""

    def __init__(self, indices):
        self.indices = indices
        self._por_consulta = {}

    def resolver(self, columna, filas):
        """Resuelve la columna en todas las filas; lo que no se encuentra queda como rechazo de su fila."""
        if columna.destino is None:
            buscados = {t for fila in filas for t in _textos(fila.valores.get(columna.campo))}
            self._por_consulta[id(columna)] = PorConsulta(columna, buscados)
        for fila in filas:
            if columna.campo not in fila.valores:
                continue
            try:
                fila.valores[columna.campo] = self._resuelto(columna, fila)
            except ErrorDeCelda as error:
                fila.valores.pop(columna.campo)
                fila.rechazar(str(error), columna.encabezado)

    def _resuelto(self, columna, fila):
        valor = fila.valores[columna.campo]
        buscar = self._buscar_en_hoja if columna.destino is not None else self._buscar_en_consulta
        if columna.multiple:
            return tuple(dict.fromkeys(buscar(columna, fila, texto) for texto in valor))
        return buscar(columna, fila, valor) if isinstance(valor, str) and valor else valor or None

    def _buscar_en_consulta(self, columna, fila, texto):
        return self._por_consulta[id(columna)].buscar(texto)

    def _buscar_en_hoja(self, columna, fila, texto):
        hoja = columna.destino
        if any(campo not in fila.valores for campo in columna.con):
            raise ErrorDeCelda(f"no se puede buscar «{texto}» mientras no valga lo demás de la fila")
        dadas = [fila.hoja.por_campo[campo].identidad(fila.valores[campo]) for campo in columna.con]
        clave = (*dadas, *self._clave_escrita(hoja.columnas_clave[len(dadas) :], fila, texto))
        encontrada = self.indices[hoja.nombre].buscar(clave, clave[0])
        if encontrada is None:
            pista = sugerencia(texto, self.indices[hoja.nombre].nombres(sin=len(dadas)))
            raise ErrorDeCelda(f"«{texto}» no está en la hoja «{hoja.nombre}» ni guardado{pista}")
        return encontrada

    def _clave_escrita(self, columnas, fila, texto):
        """Las partes de la clave que dice la celda: «1.2», o «1 / 1.2» si son varias."""
        partes = texto.split(ENTRE_CLAVES) if len(columnas) > 1 else [texto]
        if len(partes) != len(columnas):
            forma = ENTRE_CLAVES.join(columna.encabezado for columna in columnas)
            raise ErrorDeCelda(f"«{texto}» debe escribirse «{forma}»")
        for columna, parte in zip(columnas, partes, strict=True):
            valor = columna.convertir(parte)
            if isinstance(columna, Referencia):
                valor = self._buscar_en_hoja(columna, fila, valor) if columna.destino else self._objeto(columna, valor)
            yield columna.identidad(valor)

    def _objeto(self, columna, texto):
        """Para claves que empiezan por algo que el libro no trae."""
        return PorConsulta(columna, {texto}).buscar(texto)


class PorConsulta:
    """Busca objetos por los atributos con que la gente los nombra: exacto primero, después sin tildes."""

    def __init__(self, columna, buscados):
        self.columna = columna
        self.exactos, self._normales = {}, None
        for atributo in columna.por:
            self._cargar(atributo, sorted(buscados - self.exactos.keys()))

    def _cargar(self, atributo, textos):
        ruta = atributo.replace(".", "__")
        for desde in range(0, len(textos), TRAMO):
            hallados = {}
            for objeto in self.columna.consulta().filter(**{f"{ruta}__in": textos[desde : desde + TRAMO]}):
                hallados.setdefault(str(operator.attrgetter(atributo)(objeto)), {})[objeto.pk] = objeto
            for texto, objetos in hallados.items():
                self.exactos.setdefault(texto, list(objetos.values()))

    def buscar(self, texto):
        objetos = self.exactos.get(texto) or self.normales().get(normalizar(texto), [])
        if len(objetos) == 1:
            return objetos[0]
        if objetos:
            nombres = ", ".join(sorted(self.columna.nombrar(objeto) for objeto in objetos)[:5])
            raise ErrorDeCelda(f"«{texto}» puede ser más de uno ({nombres}): escríbelo como aparece ahí")
        nombres = [
            str(operator.attrgetter(a)(o)) for os in self.normales().values() for o in os for a in self.columna.por
        ]
        raise ErrorDeCelda(f"«{texto}» no existe{sugerencia(texto, nombres)}")

    def normales(self):
        """{texto sin tildes: [objetos]}; se carga sólo si algo no apareció tal cual."""
        if self._normales is None:
            self._normales = {}
            for objeto in self.columna.consulta()[:MAX_SUGERIBLES]:
                for atributo in self.columna.por:
                    conocidos = self._normales.setdefault(normalizar(str(operator.attrgetter(atributo)(objeto))), [])
                    if objeto not in conocidos:
                        conocidos.append(objeto)
        return self._normales


def _textos(valor):
    return [uno for uno in (valor if isinstance(valor, tuple) else (valor,)) if isinstance(uno, str) and uno]


def _buscable(valor):
    """Lo que se busca en la base: el valor, o el número interno del objeto que nombra (None si aún no existe)."""
    if isinstance(valor, tuple):  # identidad de una referencia
        return valor[1] if isinstance(valor[0], type) else None
    guardado = getattr(valor, "objeto", valor)
    return guardado.pk if isinstance(guardado, models.Model) else guardado
