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
        self.del_libro, self.filas = {}, []
        self._por_nombre = None
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

    def llamadas(self, texto):
        """Las filas del libro que se llaman así o, si no hay, los objetos guardados; sin mirar tildes ni mayúsculas."""
        if self._por_nombre is None:
            rotulo = self.hoja.rotulo
            presentes = {fila.objeto.pk for fila in self.filas if fila.objeto is not None}
            guardados = (objeto for objeto in self._base() if objeto.pk not in presentes)
            self._por_nombre = _agrupados((getattr(objeto, rotulo), objeto) for objeto in guardados)
            self._por_nombre |= _agrupados((fila.valores.get(rotulo, ""), fila) for fila in self.filas)
        return self._por_nombre.get(normalizar(texto), [])

    def buscar(self, clave, primero):
        """La Fila o el objeto de esa clave (cuyo primer valor es `primero`), o None."""
        if clave in self.del_libro:
            return self.del_libro[clave]
        objetos = self.guardadas([primero]).get(clave, [])
        return objetos[0] if len(objetos) == 1 else None

    def rotulos(self):
        """Los rótulos conocidos, para sugerir; se pide después de `llamadas`."""
        return [getattr(una, "nombre", "") for unas in self._por_nombre.values() for una in unas][:MAX_SUGERIBLES]

    def nombres(self, *, sin=0):
        """Cómo se llaman las filas conocidas, para sugerir."""
        conocidas = [*self.del_libro.values(), *(uno for unos in self._guardadas.values() for uno in unos)]
        return [self.hoja.nombre_en_referencias(una, sin=sin) for una in conocidas[:MAX_SUGERIBLES]]


class Resolutor:
    """Cambia los textos de las columnas Referencia por la fila u objeto que nombran."""

    def __init__(self, indices, usuario):
        self.indices, self.usuario = indices, usuario
        self._buscadores = {}

    def resolver(self, columna, filas):
        """Resuelve la columna en todas las filas; lo que no se encuentra queda en `sin_hallar` de su fila."""
        filas = [fila for fila in filas if columna.campo in fila.valores]
        self._preparar(columna, {texto for fila in filas for texto in _textos(fila.valores[columna.campo])})
        for fila in filas:
            hallados, motivos = [], {}
            for texto in _textos(fila.valores[columna.campo]):
                try:
                    hallados.append(self._buscar(columna, fila, texto))
                except ErrorDeCelda as error:
                    motivos[texto] = str(error)
            if motivos:
                del fila.valores[columna.campo]
                fila.sin_hallar[columna.campo] = (hallados, motivos)
            elif columna.multiple:
                fila.valores[columna.campo] = tuple(dict.fromkeys(hallados))
            else:
                fila.valores[columna.campo] = hallados[0] if hallados else fila.valores[columna.campo] or None

    def cerrar(self, fila):
        """Lo que no se encontró se conserva si la fila guardada ya lo tenía; si no, es un rechazo."""
        for campo, (hallados, motivos) in fila.sin_hallar.items():
            columna = fila.hoja.por_campo[campo]
            tenia = {normalizar(columna.nombrar(objeto)): objeto for objeto in _que_tenia(columna, fila.objeto)}
            faltan = [motivo for texto, motivo in motivos.items() if normalizar(texto) not in tenia]
            for motivo in faltan:
                fila.rechazar(motivo, columna.encabezado)
            if not faltan:
                todos = (*hallados, *(tenia[normalizar(texto)] for texto in motivos))
                fila.valores[campo] = tuple(dict.fromkeys(todos)) if columna.multiple else todos[0]

    def _preparar(self, columna, textos):
        """Lee de una vez lo que se va a buscar."""
        if columna.buscador is not None:
            self._buscadores[id(columna)] = columna.buscador(self.usuario)
        elif columna.destino is None:
            self._buscadores[id(columna)] = PorConsulta(columna, self.usuario, textos)
        elif len(columna.destino.clave) == 1:
            self.indices[columna.hoja].guardadas({_convertido(columna.destino.columnas_clave[0], t) for t in textos})

    def _buscar(self, columna, fila, texto):
        if columna.destino is None:
            return self._buscadores[id(columna)].buscar(texto)
        return self._buscar_en_hoja(columna, fila, texto)

    def _buscar_en_hoja(self, columna, fila, texto):
        hoja = columna.destino
        if any(campo not in fila.valores for campo in columna.con):
            raise ErrorDeCelda(f"no se puede buscar «{texto}» mientras no valga lo demás de la fila")
        dadas = [fila.hoja.por_campo[campo].identidad(fila.valores[campo]) for campo in columna.con]
        clave = (*dadas, *self._clave_escrita(hoja.columnas_clave[len(dadas) :], fila, texto))
        indice = self.indices[hoja.nombre]
        return indice.buscar(clave, clave[0]) or self._por_rotulo(indice, texto, len(dadas))

    def _por_rotulo(self, indice, texto, dadas):
        """La que se llama así, si la hoja deja nombrar por su rótulo. Levanta ErrorDeCelda si no es una sola."""
        hoja = indice.hoja
        llamadas = indice.llamadas(texto) if hoja.rotulo else []
        if len(llamadas) > 1:
            raise ErrorDeCelda(f"«{texto}» puede ser más de una fila de «{hoja.nombre}»: escribe su código")
        if llamadas:
            return llamadas[0]
        conocidas = indice.rotulos() if hoja.rotulo else indice.nombres(sin=dadas)
        raise ErrorDeCelda(f"«{texto}» no está en la hoja «{hoja.nombre}» ni guardado{sugerencia(texto, conocidas)}")

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
        return PorConsulta(columna, self.usuario, {texto}).buscar(texto)


class PorConsulta:
    """Busca objetos por los atributos con que la gente los nombra: exacto primero, después sin tildes."""

    def __init__(self, columna, usuario, buscados):
        self.columna, self.usuario = columna, usuario
        self.exactos, self._normales = {}, None
        for atributo in columna.por:
            self._cargar(atributo, sorted(buscados - self.exactos.keys()))

    def _cargar(self, atributo, textos):
        ruta = atributo.replace(".", "__")
        for desde in range(0, len(textos), TRAMO):
            hallados = {}
            for objeto in self.columna.consulta(self.usuario).filter(**{f"{ruta}__in": textos[desde : desde + TRAMO]}):
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
        pista = sugerencia(texto, nombres) or sugerencia(texto, self.columna.catalogo(), todas=True)
        raise ErrorDeCelda(f"«{texto}» no existe{pista}")

    def normales(self):
        """{texto sin tildes: [objetos]}; se carga sólo si algo no apareció tal cual."""
        if self._normales is None:
            self._normales = {}
            for objeto in self.columna.consulta(self.usuario)[:MAX_SUGERIBLES]:
                for atributo in self.columna.por:
                    conocidos = self._normales.setdefault(normalizar(str(operator.attrgetter(atributo)(objeto))), [])
                    if objeto not in conocidos:
                        conocidos.append(objeto)
        return self._normales


def _textos(valor):
    return [uno for uno in (valor if isinstance(valor, tuple) else (valor,)) if isinstance(uno, str) and uno]


def _agrupados(pares):
    """{nombre sin tildes ni mayúsculas: [los que se llaman así]}."""
    grupos = {}
    for nombre, uno in pares:
        grupos.setdefault(normalizar(nombre), []).append(uno)
    return grupos


def _convertido(columna, texto):
    try:
        return columna.convertir(texto)
    except ErrorDeCelda:
        return None


def _que_tenia(columna, objeto):
    if objeto is None or columna.auxiliar:
        return ()
    valor = columna.valor_de(objeto)
    return valor if columna.multiple else (valor,) if valor is not None else ()


def _buscable(valor):
    """Lo que se busca en la base: el valor, o el número interno del objeto que nombra (None si aún no existe)."""
    if isinstance(valor, tuple):  # identidad de una referencia
        return valor[1] if isinstance(valor[0], type) else None
    guardado = getattr(valor, "objeto", valor)
    return guardado.pk if isinstance(guardado, models.Model) else guardado
