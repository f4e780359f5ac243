META
key;value
budget;7
vote_type;scoring
min_points;0
max_points;5

PROJECTS
project_id;cost;name
p;3;"two
lines"
q;4;
r;0;free

VOTES
voter_id;vote;points
1;p,q,r;5,0,1
2;q,p;4,4
