from django.db import models


class ObjetoSellado(Exception):
    """Lo aprobado no se cambia ni se borra: un error se corrige con una versión nueva."""


class SelladoQuerySet(models.QuerySet):
    """Niega los cambios y borrados masivos que tocarían filas selladas."""

    def sellados(self):
        raise NotImplementedError

    def update(self, **campos):
        if set(campos) - self.model.CAMPOS_LIBRES and self.sellados().exists():
            raise ObjetoSellado("Hay filas que ya no se cambian: no se pueden modificar en conjunto.")
        return super().update(**campos)

    def delete(self):
        if self.sellados().exists():
            raise ObjetoSellado("Hay filas que ya no se borran.")
        return super().delete()

    delete.alters_data = True
    delete.queryset_only = True


class Sellado(models.Model):
    """Base de lo que, una vez aprobado o confirmado, sólo admite cambios en sus CAMPOS_LIBRES y nunca se borra."""

    CAMPOS_LIBRES = frozenset({"version"})
    SELLO = "aprobado"

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        guardado = type(self)._base_manager.filter(pk=self.pk).first() if self.pk else None
        if guardado is not None and guardado.esta_sellado and (cambios := self._cambios_desde(guardado)):
            raise ObjetoSellado(f"«{guardado}» está {self.SELLO}: no se puede cambiar {', '.join(cambios)}.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        if self.esta_sellado or type(self)._default_manager.filter(pk=self.pk).sellados().exists():
            raise ObjetoSellado(f"«{self}» está {self.SELLO}: no se borra.")
        return super().delete(*args, **kwargs)

    @property
    def esta_sellado(self):
        raise NotImplementedError

    def _cambios_desde(self, guardado):
        return [
            campo.verbose_name
            for campo in self._meta.concrete_fields
            if campo.name not in self.CAMPOS_LIBRES and getattr(self, campo.attname) != getattr(guardado, campo.attname)
        ]
