"""Records as pages: text for a terminal, JSON, one self-contained HTML page, an explanation."""



from .text import print_record

__all__ = ["print_record"]
