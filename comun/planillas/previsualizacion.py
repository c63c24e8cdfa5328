"""Qué pasaría al importar un libro, fila por fila, sin escribir nada."""

from django.core.exceptions import ValidationError

from comun.busqueda import normalizar
from comun.planillas import celdas
from comun.planillas.aplicacion import ensayar
from comun.planillas.cercania import sugerencia
from comun.planillas.defensas import letra_de_columna
from comun.planillas.errores import ErrorDeCelda, ErrorDePlanilla, FilaInvalida
from comun.planillas.filas import Accion, Cambio, Fila, Resultado
from comun.planillas.lectura import Rechazo
from comun.planillas.referencia import Referencia
from comun.planillas.resolucion import Indice, Resolutor
from comun.planillas.tipos import ELIMINAR


def previsualizar(tipo, libro, usuario=None, *, con_ensayo=True):
    """El Resultado de importar `libro` como `tipo` en nombre de `usuario` (None = el sistema).

    Con ensayo (lo normal) las filas buenas se aplican en una transacción que se deshace, para que lo que dicen los
    modelos y la base también salga como rechazo. Levanta ErrorDePlanilla si el libro entero no se puede importar.
    """
    if usuario is not None and not tipo.puede_importar(usuario):
        raise ErrorDePlanilla(f"No tienes permiso para importar la planilla «{tipo.nombre}».")
    resultado = Resultado(tipo, usuario)
    leidas = _emparejar(tipo, libro, resultado)
    if not leidas and not resultado.generales:
        raise ErrorDePlanilla(f"El libro no trae ninguna hoja de la planilla «{tipo.nombre}».")
    if any(not lugares for *_, lugares in leidas):
        return resultado  # sin encabezados buenos no se puede juzgar ninguna fila
    _Importacion(resultado, leidas).revisar()
    if con_ensayo:
        ensayar(resultado)
    return resultado


def _emparejar(tipo, libro, resultado):
    """[(Hoja, HojaLeida, {número de columna: Columna})] en el orden del tipo; reclama las hojas que no conoce."""
    conocidas = {normalizar(nombre): hoja for nombre, hoja in tipo.por_nombre.items()}
    leidas = {}
    for leida in libro.hojas:
        hoja = conocidas.get(normalizar(leida.nombre))
        if hoja is None or hoja.nombre in leidas:
            pista = sugerencia(leida.nombre, list(tipo.por_nombre), todas=True)
            motivo = f"la planilla «{tipo.nombre}» no tiene una hoja llamada así{pista}"
            resultado.generales.append(Rechazo(leida.nombre, 0, "", motivo))
        else:
            leidas[hoja.nombre] = leida
    emparejadas = []
    for hoja in tipo.hojas:
        if hoja.nombre not in leidas:
            continue
        leida = leidas[hoja.nombre]
        resultado.filas[hoja.nombre] = []
        reclamos = [*leida.rechazos]
        lugares = _lugares(hoja, leida, reclamos)
        resultado.letras[hoja.nombre] = {
            ELIMINAR if columna == ELIMINAR else columna.encabezado: letra_de_columna(lugar + 1)
            for lugar, columna in lugares.items()
        }
        resultado.generales += [Rechazo(hoja.nombre, r.fila, r.columna, r.motivo) for r in reclamos]
        emparejadas.append((hoja, leida, lugares))
    return emparejadas


def _lugares(hoja, leida, reclamos):
    """{posición: columna} de la fila 1; anota los encabezados que sobran, faltan o se repiten."""
    por_nombre = {normalizar(columna.encabezado): columna for columna in hoja.columnas}
    if hoja.admite_eliminar:
        por_nombre[normalizar(ELIMINAR)] = ELIMINAR
    lugares, vistos, problemas = {}, set(), []
    for lugar, encabezado in enumerate(leida.encabezados):
        escrito = celdas.corto(encabezado)
        if not escrito:
            if any(not celdas.vacia(fila[lugar]) for _, fila in leida.filas):
                problemas.append((escrito, "hay datos bajo una columna sin encabezado"))
            continue
        nombre = normalizar(str(encabezado))
        if nombre in vistos:
            problemas.append((escrito, f"el encabezado «{escrito}» está repetido"))
        elif nombre not in por_nombre:
            libres = [
                e for e in hoja.encabezados if normalizar(e) not in {normalizar(str(x)) for x in leida.encabezados}
            ]
            problemas.append((escrito, f"«{escrito}» no es una columna de esta hoja{sugerencia(escrito, libres)}"))
        else:
            lugares[lugar] = por_nombre[nombre]
        vistos.add(nombre)
    exigidas = [c for c in hoja.columnas if not c.informativa and normalizar(c.encabezado) not in vistos]
    problemas += [(c.encabezado, f"falta la columna «{c.encabezado}» en la fila 1") for c in exigidas]
    reclamos += [Rechazo(hoja.nombre, 1, columna, motivo) for columna, motivo in problemas]
    return {} if problemas else lugares


class _Importacion:
    """Recorre las hojas en su orden: lee, resuelve referencias, encuentra lo guardado y compara."""

    def __init__(self, resultado, leidas):
        self.resultado, self.leidas = resultado, leidas
        self.tipo, self.usuario = resultado.tipo, resultado.usuario
        self.indices, self.raiz = {}, None
        self.resolutor = Resolutor(self.indices, self.usuario)

    def revisar(self):
        for hoja in self.tipo.hojas:
            objeto_raiz = self.raiz.objeto if self.raiz else None
            self.indices[hoja.nombre] = Indice(hoja, self.usuario, objeto_raiz)
            for propia, leida, lugares in self.leidas:
                if propia is hoja:
                    self._revisar_hoja(hoja, leida, lugares)
            if hoja is self.tipo.raiz and not self._hay_raiz(hoja):
                return
        for fila in self.resultado.todas():
            _rechazar_si_nombra_eliminadas(fila)
        if self.tipo.revisar:
            self.tipo.revisar(self.usuario, self.resultado)
        for nombre, filas in self.resultado.filas.items():
            self._avisar(self.tipo.por_nombre[nombre], [fila for fila in filas if fila.accion is Accion.NUEVA])

    def _avisar(self, hoja, nuevas):
        for fila, frase in hoja.avisar(self.usuario, nuevas) if hoja.avisar and nuevas else ():
            fila.avisos.append(frase)

    def _hay_raiz(self, hoja):
        """En un libro de un solo objeto, la primera hoja lleva exactamente una fila, y buena."""
        filas = self.resultado.filas.get(hoja.nombre, [])
        if not any(propia is hoja for propia, *_ in self.leidas):
            self.resultado.generales.append(Rechazo(hoja.nombre, 0, "", "falta esta hoja, que dice de qué es el libro"))
        elif len(filas) != 1 and not self._con_reclamos(hoja):
            motivo = f"debe tener exactamente una fila y tiene {len(filas)}"
            self.resultado.generales.append(Rechazo(hoja.nombre, 0, "", motivo))
        elif filas:
            self.raiz = filas[0]
        return self.raiz is not None

    def _con_reclamos(self, hoja):
        return any(rechazo.hoja == hoja.nombre for rechazo in self.resultado.generales)

    def _revisar_hoja(self, hoja, leida, lugares):
        filas = [_leer_fila(hoja, numero, celdas_, lugares) for numero, celdas_ in leida.filas]
        self.resultado.filas[hoja.nombre] = filas
        indice = self.indices[hoja.nombre]
        indice.filas = filas
        referencias = [c for c in hoja.columnas if isinstance(c, Referencia)]
        for columna in referencias:
            if columna.hoja != hoja.nombre:
                self.resolutor.resolver(columna, filas)
        indice.guardadas({fila.valores.get(hoja.clave[0]) for fila in filas})
        for fila in filas:
            self._identificar(fila, indice)
        for columna in referencias:
            if columna.hoja == hoja.nombre:
                self.resolutor.resolver(columna, filas)
        for fila in filas:
            self.resolutor.cerrar(fila)
            if not fila.rechazos:
                self._comparar(fila)

    def _identificar(self, fila, indice):
        """Le da a la fila su objeto guardado, si lo tiene, y la deja donde otras la encuentren."""
        hoja = fila.hoja
        if any(campo not in fila.valores for campo in hoja.clave):
            return
        clave = hoja.clave_de(fila.valores)
        columna = hoja.columna_del_codigo
        codigo = fila.valores[columna.campo] if columna else None
        if columna and not codigo:
            self._exigir_que_admita(fila)
            return
        if clave in indice.del_libro:
            nombre = " / ".join(c.mostrar(fila.valores[c.campo]) for c in hoja.columnas_clave)
            fila.rechazar(f"repite la fila {indice.del_libro[clave].numero} ({nombre})", columnas_de(hoja))
            return
        indice.del_libro[clave] = fila
        guardados = indice.guardadas().get(clave, [])
        if len(guardados) > 1:
            fila.rechazar(f"hay {len(guardados)} filas guardadas con esa clave", columnas_de(hoja))
        elif guardados:
            fila.objeto = guardados[0]
        elif columna and not columna.es_nuevo(codigo) and not self._restaura(hoja, codigo):
            motivo = f"«{codigo}» no existe o no está a tu alcance; para una fila nueva deja vacío el código"
            fila.rechazar(motivo, columna.encabezado)
        else:
            self._exigir_que_admita(fila)

    def _restaura(self, hoja, codigo):
        """Al llegar entero un objeto que aquí no existe, sus partes conservan el código que traen, si está libre."""
        llega = self.tipo.raiz is not None and self.raiz is not None and self.raiz.objeto is None
        return llega and not hoja.modelo._default_manager.filter(codigo=codigo).exists()

    def _exigir_que_admita(self, fila):
        if fila.eliminar:
            fila.rechazar("pide eliminar algo que no está guardado", ELIMINAR)
        elif not fila.hoja.admite_nuevas:
            fila.rechazar("no está guardada y esta hoja no admite filas nuevas", columnas_de(fila.hoja))

    def _comparar(self, fila):
        hoja = fila.hoja
        if hoja.completar and not fila.eliminar:
            hoja.completar(self.usuario, fila)
        if fila.objeto is not None and not fila.eliminar:
            for campo, valor in fila.valores.items():
                columna = hoja.por_campo[campo]
                if columna.auxiliar:
                    continue
                antes = columna.valor_de(fila.objeto)
                if columna.identidad(antes) != columna.identidad(valor):
                    lectura = (columna.mostrar(antes), columna.mostrar(valor))
                    fila.cambios.append(Cambio(hoja.nombre, fila.numero, columna.encabezado, *lectura))
        if hoja.raiz and "__" not in hoja.raiz and fila.objeto is None:
            fila.valores[hoja.raiz] = self.raiz
        if hoja.validar and not fila.eliminar and (fila.objeto is None or fila.cambios):
            _validar(fila)
        toca = fila.objeto is None or fila.cambios or fila.eliminar
        motivo = hoja.permiso(self.usuario, fila) if hoja.permiso and self.usuario is not None and toca else None
        if motivo:
            fila.rechazar(motivo)


def columnas_de(hoja):
    """Los encabezados de la clave, para decir dónde."""
    return " / ".join(columna.encabezado for columna in hoja.columnas_clave)


def _leer_fila(hoja, numero, celdas_, lugares):
    fila = Fila(hoja, numero)
    propias = {lugares[lugar]: celda for lugar, celda in enumerate(celdas_) if lugares.get(lugar) == ELIMINAR}
    fila.eliminar = _leer_eliminar(fila, propias.get(ELIMINAR, ""))
    for lugar, columna in lugares.items():
        if columna == ELIMINAR or columna.informativa:
            continue
        if fila.eliminar and columna.campo not in hoja.clave:
            continue
        try:
            fila.valores[columna.campo] = columna.leer(celdas_[lugar])
        except ErrorDeCelda as error:
            fila.rechazar(str(error), columna.encabezado)
    return fila


def _leer_eliminar(fila, celda):
    if celdas.vacia(celda):
        return False
    try:
        return celdas.si_no(celda)
    except ErrorDeCelda as error:
        fila.rechazar(str(error), ELIMINAR)
        return False


def _validar(fila):
    try:
        fila.hoja.validar(fila)
    except FilaInvalida as error:
        fila.rechazar(str(error), error.columna)
    except ValidationError as error:
        for mensaje in error.messages:
            fila.rechazar(mensaje)


def _rechazar_si_nombra_eliminadas(fila):
    if fila.eliminar or fila.rechazos:
        return
    for referida in fila.referidas():
        if referida.eliminar:
            fila.rechazar(f"se refiere a {referida}, que este libro elimina")
            return
