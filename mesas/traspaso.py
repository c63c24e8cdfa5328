"""Pasar a otra persona las mesas que alguien tiene a cargo, cuando cambia de lugar o se va."""

from django.db import transaction
from django.db.models import Q

from actores.models import Rol, Usuario
from mesas.models import Mesa
from mesas.permissions import puede_editar_mesa
from territorios.models import DireccionRegional


class NoPuedeLlevarla(Exception):
    """Quien la recibiría no edita en esa mesa; el mensaje dice cuál."""


def traspasar(*, de, a, mesas, por, motivo):
    """Entrega a `a` las mesas que están a cargo de `de`, todas o ninguna. Devuelve las entregadas.

    Las autorías no cambian; cada mesa anota en su historial quién la pasó y por qué. Una que entretanto quedó a cargo
    de otra persona no se toca. Levanta NoPuedeLlevarla si `a` no edita en alguna.
    """
    with transaction.atomic():
        a_cargo = Mesa.objects.select_for_update(of=("self",)).filter(pk__in=[mesa.pk for mesa in mesas], encargado=de)
        entregadas = list(a_cargo.order_by("pk"))
        for mesa in entregadas:
            if not puede_editar_mesa(a, mesa):
                raise NoPuedeLlevarla(f"{a} no puede llevar «{mesa}»: no edita en su dirección regional.")
            mesa.entregar(a=a, por=por, motivo=motivo)
    return entregadas


def quienes_pueden_recibir(mesas, *, de):
    """Las cuentas activas que editan en alguna de las direcciones de esas mesas, o en las nacionales, salvo `de`."""
    suyas = DireccionRegional.objects.filter(mesas__in=mesas)
    en_region = Q(rol=Rol.EDITOR_REGIONAL) & (Q(direcciones__in=suyas) | Q(direcciones__predecesoras__in=suyas))
    del_pais = Q(rol=Rol.NACIONAL) if mesas.filter(direcciones=None).exists() else Q(pk__in=[])
    return Usuario.objects.activos().filter(en_region | del_pais).exclude(pk=de.pk).distinct()
