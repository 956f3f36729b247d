import Resolution
