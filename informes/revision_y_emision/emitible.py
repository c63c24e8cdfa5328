"""El camino de un informe: borrador → enviado a revisión → (observado →) emitido → borrador de la versión siguiente."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from comun.documentos import canonico
from comun.models import ObjetoSellado, Registrado, Sellado, SelladoQuerySet
from mesas.models import FaltaMotivo, TransicionInvalida

ABIERTOS = ("borrador", "observado")
CERRADOS = ("enviado", "emitido")


class FaltanCuatroOjos(Exception):
    """Quien escribió o envió el informe no puede emitirlo: lo hace otra persona."""


class CambioDesdeLaLectura(Exception):
    """El documento ya no es el que leyó quien pide emitirlo."""


class Emitible(Registrado):
    """Base de un informe que se envía, se observa, se emite y se corrige con una versión nueva."""

    class Estado(models.TextChoices):
        BORRADOR = "borrador", "borrador"
        ENVIADO = "enviado", "enviado a revisión"
        OBSERVADO = "observado", "observado"
        EMITIDO = "emitido", "emitido"

    TRANSICIONES = {
        Estado.BORRADOR: {Estado.ENVIADO},
        Estado.ENVIADO: {Estado.OBSERVADO, Estado.BORRADOR, Estado.EMITIDO},
        Estado.OBSERVADO: {Estado.BORRADOR, Estado.ENVIADO},
        Estado.EMITIDO: {Estado.BORRADOR},
    }
    # Pares (clave, nombre) de las partes que se pueden observar, en el orden del formulario.
    PARTES = ()

    estado = models.CharField("estado", max_length=10, choices=Estado, default=Estado.BORRADOR, editable=False)
    enviado_at = models.DateTimeField("enviado", null=True, blank=True, editable=False)
    enviado_por = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="%(app_label)s_%(class)s_enviados",
        verbose_name="lo envió",
    )
    motivo_de_correccion = models.TextField("por qué se corrige lo emitido", blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_estado_valido",
                condition=Q(estado__in=["borrador", "enviado", "observado", "emitido"]),
                violation_error_message="El estado del informe no es uno de los conocidos.",
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_enviado_por_alguien",
                condition=Q(estado="borrador") | Q(enviado_at__isnull=False, enviado_por__isnull=False),
                violation_error_message="Un informe que pasó a revisión dice quién lo envió y cuándo.",
            ),
        ]

    def documento(self, *, fecha=None, estado="Borrador", pie="", direccion_de=None):
        """El árbol del informe con lo guardado ahora; `direccion_de(clave)` abre cada cifra. Lo define cada informe."""
        raise NotImplementedError

    def autores(self):
        """Ids de quienes escribieron esta versión. Lo define cada informe; quien la envió se suma siempre."""
        raise NotImplementedError

    def url_de_cifra_emitida(self, numero, clave):
        """La página de una cifra congelada en la versión `numero`. Lo define cada informe."""
        raise NotImplementedError

    @property
    def se_edita(self):
        """Si sus textos admiten cambios: no mientras se revisa, ni después de emitido sin abrir una corrección."""
        return self.estado in ABIERTOS

    @property
    def esta_emitido(self):
        return self.estado == self.Estado.EMITIDO

    @property
    def esta_en_revision(self):
        return self.estado == self.Estado.ENVIADO

    def ultima_version(self):
        """La última versión emitida, o None."""
        return self.versiones.order_by("-numero").first()

    def proxima_version(self):
        """El número que llevará la versión que se está escribiendo."""
        return (self.versiones.aggregate(ultima=models.Max("numero"))["ultima"] or 0) + 1

    def devolucion(self):
        """El registro del historial con que se devolvió (motivo, quién y cuándo), o None si no está observado."""
        if self.estado != self.Estado.OBSERVADO:
            return None
        return (
            self.history.filter(estado=self.Estado.OBSERVADO)
            .select_related("history_user")
            .latest("history_date", "history_id")
        )

    def impedimento_para_eliminar(self):
        if self.versiones.exists():
            return "Tiene versiones emitidas: no se elimina."
        if self.estado == self.Estado.BORRADOR:
            return ""
        return f"El informe está {self.get_estado_display()}: sólo se elimina en borrador."

    def huella_viva(self):
        """La huella del documento con lo guardado ahora: dice si cambió desde que alguien lo leyó."""
        return canonico.huella(self.documento())

    def lo_escribio(self, usuario):
        """Si es de quienes no pueden emitirlo: lo escribió o lo envió."""
        return usuario.pk == self.enviado_por_id or usuario.pk in self.autores()

    def enviar(self, *, por):
        """Lo entrega a la unidad nacional; sus textos quedan cerrados mientras se revisa."""
        with transaction.atomic():
            self._tomar(self.Estado.ENVIADO)
            self.enviado_at, self.enviado_por = timezone.now(), por
            self.registrar(por=por, motivo="enviado a revisión")

    def observar(self, *, por, motivo):
        """Lo devuelve con sus observaciones y una frase que las resume."""
        self._exigir(motivo, "Di qué hay que corregir: quien lo escribió lo leerá primero.")
        with transaction.atomic():
            self._tomar(self.Estado.OBSERVADO)
            self.registrar(por=por, motivo=motivo)

    def retomar(self, *, por, motivo=""):
        """Vuelve al borrador: lo retira de la revisión quien lo envió, o empieza a atender lo observado."""
        with transaction.atomic():
            self._tomar(self.Estado.BORRADOR, desde={self.Estado.ENVIADO, self.Estado.OBSERVADO})
            self.registrar(por=por, motivo=motivo or "vuelve a borrador")

    def emitir(self, *, por, el, leida=None):
        """Congela el documento con sus filas y sus archivos, y devuelve la versión. Es final para ella.

        `el`: día de la emisión. `leida`: huella del documento que leyó quien emite; si ya no es el mismo levanta
        CambioDesdeLaLectura. Levanta FaltanCuatroOjos si `por` lo escribió o lo envió.
        """
        with transaction.atomic():
            self._tomar(self.Estado.EMITIDO)
            if self.lo_escribio(por):
                raise FaltanCuatroOjos("Lo escribiste o lo enviaste tú: debe emitirlo otra persona.")
            if leida is not None and leida != self.huella_viva():
                raise CambioDesdeLaLectura("El informe cambió desde que lo abriste: revísalo otra vez.")
            version = self.versiones.model.congelar(self, por=por, el=el)
            self.registrar(por=por, motivo=f"versión {version.numero} emitida")
        return version

    def corregir(self, *, por, motivo):
        """Abre el borrador de la versión siguiente; lo emitido queda como está, y el motivo se imprime con ella."""
        self._exigir(motivo, "Di por qué se corrige: el motivo acompaña a la nueva versión.")
        with transaction.atomic():
            self._tomar(self.Estado.BORRADOR, desde={self.Estado.EMITIDO})
            self.motivo_de_correccion = motivo
            self.enviado_at = self.enviado_por = None
            self.registrar(por=por, motivo=motivo)

    def _exigir(self, motivo, frase):
        if not motivo.strip():
            raise FaltaMotivo(frase)

    def _tomar(self, estado, desde=None):
        """Bloquea la fila, la relee y la pasa al estado pedido si la transición existe; no guarda."""
        self.refresh_from_db(from_queryset=type(self).objects.select_for_update(of=("self",)))
        if estado not in self.TRANSICIONES[self.estado] or (desde and self.estado not in desde):
            raise TransicionInvalida(
                f"El informe está {self.get_estado_display()}: no puede pasar a {self.Estado(estado).label}."
            )
        self.estado = estado


class ParteDeEmitibleQuerySet(SelladoQuerySet):
    """Niega los cambios masivos que tocarían textos de un informe cerrado."""

    def sellados(self):
        return self.filter(**{f"{self.model.RUTA_AL_INFORME}__estado__in": CERRADOS})


class ParteDeEmitible(Sellado):
    """Base de un texto de un informe: no se agrega, cambia ni borra mientras se revisa o está emitido."""

    RUTA_AL_INFORME = "informe"
    SELLO = "en un informe que ya no se edita"

    objects = ParteDeEmitibleQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self._state.adding and self.esta_sellado:
            raise ObjetoSellado(f"«{self._informe()}» está {self._informe().get_estado_display()}: no se edita.")
        super().save(*args, **kwargs)

    @property
    def esta_sellado(self):
        return not self._informe().se_edita

    def _informe(self):
        objeto = self
        for paso in self.RUTA_AL_INFORME.split("__"):
            objeto = getattr(objeto, paso)
        return objeto
