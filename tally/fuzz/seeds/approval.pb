META
key;value
description;A small town
budget;1000
vote_type;approval
num_votes;4
min_project_score_threshold;2
PROJECTS
project_id;cost;name;selected
a;600;Well;1
b/2;500.50;"Lamps; ""new""";0
10;100;Road;2
VOTES
voter_id;vote;age
1;a;30
meta;a,b/2;41
votes;;52
4;10,a,10;
