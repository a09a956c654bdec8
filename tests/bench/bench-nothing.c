/* Links what waypost links and does nothing: what start.py compares with. */
int
main (void)
{
  return 0;
}
