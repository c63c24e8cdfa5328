// La tecla «/» lleva al buscador de la barra, salvo mientras se escribe. Sin este guion se llega con el tabulador.
const ESCRIBIENDO = "input, textarea, select, [contenteditable]";

document.addEventListener("keydown", (evento) => {
  if (evento.key !== "/" || evento.ctrlKey || evento.altKey || evento.metaKey) return;
  if (evento.target.closest?.(ESCRIBIENDO)) return;
  evento.preventDefault();
  document.querySelector("#buscador-q").select();
});
