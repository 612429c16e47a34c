"""What articles, pictures and comparisons say alike: titles, conditions, times, steps of supervision. 措辞。"""
