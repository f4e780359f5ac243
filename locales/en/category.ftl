# Categories of projects.
category-roads = Roads and bridges
category-water = Drinking water
category-school = Schools
category-kindergarten = Kindergartens
category-clinic = Health care
category-lighting = Street lighting
category-park = Parks and green spaces
category-sport = Sport
category-culture = Culture and libraries
category-irrigation = Irrigation and canals
category-equipment = Machinery and equipment
