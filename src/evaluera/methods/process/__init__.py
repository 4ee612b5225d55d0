"""Process evaluation: was it done, did it reach, did the collaboration work?"""
